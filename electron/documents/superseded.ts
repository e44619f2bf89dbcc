import type { CaseState } from "#shared/case/case-state.ts";
import { acceptedState } from "#shared/case/apply-act.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { listActs, listUndoneActs, type ActRow } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { findFinishedAfter } from "#station/db/outbox-entries.ts";
import { profileOf } from "#station/records/application.ts";
import { printsApplicant, type DocumentRef } from "./documents-of-act.ts";
import type { StationContext } from "#station/core/station-context.ts";

const routesOf = ({ routes }: CaseState, utility: string | null): string =>
  canonicalJson(
    routes
      .filter((one) => utility === null || one.utility === utility)
      .map(({ utility: of, route, lane, letter }) => ({ of, route, lane, letter })),
  );

/** The documents given with intake; all but the form name the routes. */
const BEGAN: ReadonlySet<DocumentKind> = new Set([
  "unified-form",
  "voucher",
  "slip",
  "approval-sheet",
  "commitment-letter",
]);

/** Whether an act changed what a document says. An opinion stands on its approval sheet and supersedes nothing. */
function changes(
  row: Pick<DocumentRef, "kind" | "utility">,
  prints: boolean,
  before: CaseState,
  { act, state }: ActRow,
): boolean {
  if (act.kind === "details.corrected") return prints;
  // Once a case is refused or withdrawn, only the notice of that counts.
  if (act.kind === "application.refused" || act.kind === "application.withdrawn") return BEGAN.has(row.kind);
  return (
    BEGAN.has(row.kind) && row.kind !== "unified-form" && routesOf(before, row.utility) !== routesOf(state, row.utility)
  );
}

/**
 * The record's version that supersedes (被取代) a document printed from `version`; null if none does. It is the first
 * whose act changed the document's applicant data or routes, or ended the case. Case owner and deadlines are read on
 * the case, so a change of these supersedes nothing.
 */
export function supersededBy(
  context: StationContext,
  row: ApplicationRow,
  sheet: DocumentRef,
  version: number,
): number | null {
  if (version >= row.version) return null;
  const prints = printsApplicant(profileOf(context, row), sheet.kind);
  // A document of a version that was superseded by another window's says what the record never said.
  const finished = findFinishedAfter(context.db, row.id, version);
  if (
    finished !== null &&
    listUndoneActs(context.db, row.id).some(
      (done) => done.seq <= version && (done.act.kind === "details.corrected" ? prints : BEGAN.has(sheet.kind)),
    )
  )
    return finished;
  let before = acceptedState(row.content.utilities, row.decision.routes, row.content.outsideLines);
  for (const done of listActs(context.db, row.id)) {
    if (done.seq > version && changes(sheet, prints, before, done)) return done.seq;
    before = done.state;
  }
  return null;
}
