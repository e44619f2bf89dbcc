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

/** The papers given with intake; all but the form tell of the routes. */
const BEGAN: ReadonlySet<DocumentKind> = new Set([
  "unified-form",
  "voucher",
  "slip",
  "approval-sheet",
  "commitment-letter",
]);

/** Whether an act changed what a paper says; an opinion stands on the approval sheet that it was written on, and supersedes none. */
function changes(
  row: Pick<DocumentRef, "kind" | "utility">,
  prints: boolean,
  before: CaseState,
  { act, state }: ActRow,
): boolean {
  if (act.kind === "details.corrected") return prints;
  // Once the case is refused or withdrawn, none of the papers that began it counts; the notice of it does.
  if (act.kind === "application.refused" || act.kind === "application.withdrawn") return BEGAN.has(row.kind);
  return (
    BEGAN.has(row.kind) && row.kind !== "unified-form" && routesOf(before, row.utility) !== routesOf(state, row.utility)
  );
}

/**
 * The version of the record by which a paper printed from `version` is superseded (被取代): the first since in which an act changed the applicant's
 * data or the routes on it, or ended the case; null where none did. Who answers now and which clock runs is read on the case, not on an older paper.
 */
export function supersededBy(
  context: StationContext,
  row: ApplicationRow,
  sheet: DocumentRef,
  version: number,
): number | null {
  if (version >= row.version) return null;
  const prints = printsApplicant(profileOf(context, row), sheet.kind);
  // A paper of a version that gave way to another window's says what the record never came to say.
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
