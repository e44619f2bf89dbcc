import { bilingual } from "#shared/lib/bilingual.ts";
import { isBlankText } from "#shared/lib/plain-text.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { ReceptionView } from "#shared/contract/reception.ts";
import { findRole } from "#shared/profile/form.ts";
import { type FieldProblem, badInput } from "#shared/lib/problem.ts";
import { RECEPTION_SERIES, type ReceptionKind } from "#shared/case/reception.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { findApplicationByKey } from "#station/db/applications.ts";
import { deleteDraft, findDraftMark, putDraft } from "#station/db/drafts.ts";
import { deleteJointChecks, findJointCheck } from "#station/db/joint-checks.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { keepProfileSnapshot } from "#station/db/profile-snapshots.ts";
import { type ReceptionContent, type ReceptionRow, insertReception, listReceptionsOf } from "#station/db/receptions.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { type ActorUnit, change } from "#station/core/unit-of-work.ts";
import { refuseDoubtful } from "#station/printing/reprint-rules.ts";
import { nextNumber, refuseFarAhead } from "#station/core/next-number.ts";
import { clockWarnings } from "#station/health/system-clock-trust.ts";
import { dropSignature } from "./joint-check.ts";
import { RECEPTION_DOCUMENTS } from "#station/documents/reception-document.ts";
import { viewReception } from "./reception-view.ts";
import { alreadyAccepted, alreadyRefused } from "./visits.ts";

/** The document of a visit, as its print job names it. */
const documentOf = ({ id, kind, hash }: ReceptionRow) => ({
  applicationId: id,
  kind: RECEPTION_DOCUMENTS[kind],
  utility: null,
  recordVersion: 1,
  recordHash: hash,
});

type Asked = { draftId: string; kind: ReceptionKind; content: ReceptionContent };

function problemsOf(context: StationContext, { content }: Asked): FieldProblem[] {
  const { profile } = profileForDraft(context, content.body);
  if (!isBlankText(findRole(profile.form, content.body.form, "applicant") ?? "")) return [];
  const [section, field] =
    profile.form.sections.flatMap((each) =>
      each.fields.filter((one) => "role" in one && one.role === "applicant").map((one) => [each, one] as const),
    )[0] ?? [];
  const path = section === undefined || field === undefined ? "form" : `form.${section.id}.${field.id}`;
  return [
    { path, message: bilingual("凭证须写明申请人，请先填写", "the voucher names the applicant; fill this in first") },
  ];
}

function write(unit: ActorUnit, asked: Asked, inputHash: string): ReceptionRow {
  const { draftId, kind } = asked;
  const { context, actor, at } = unit;
  const { db } = context;
  const onDay = localDateOf(at);
  const warnings = clockWarnings(context);
  const content = { ...asked.content, ...(warnings.length === 0 ? {} : { warnings }) };
  const loaded = profileForDraft(context, content.body);
  const number = nextNumber(unit, RECEPTION_SERIES[kind]);
  const record = {
    id: context.newId(),
    draftId,
    kind,
    number,
    profileHash: loaded.hash,
    profileId: loaded.profile.id,
    channel: content.body.channel,
    at,
    onDay,
    stationId: actor.station.id,
    operatorId: actor.operator.id,
    content,
  };
  const payload = canonicalJson({
    ...record,
    documentNumber: loaded.profile.documentNumber,
    profileVersion: loaded.profile.version,
  });
  const row: ReceptionRow = { ...record, inputHash, hash: sha256(payload) };
  keepProfileSnapshot(db, {
    hash: loaded.hash,
    profileId: loaded.profile.id,
    version: loaded.profile.version,
    body: loaded.body,
  });
  insertReception(db, row);
  const { id, hash, channel, profileHash } = row;
  unit.emit({ kind: "reception.given", id });
  unit.enqueue({ kind: `reception.${kind}`, applicationId: id, sequence: 1, payload, payloadHash: hash });
  unit.print({ ...documentOf(row), why: null });
  unit.audit(`reception.${kind}`, id, {
    draftId,
    number,
    channel,
    ground: content.ground,
    items: content.items.length,
    hash,
    profileHash,
  });
  return row;
}

/** Records a visit and keeps or ends its draft. The same input again returns the same record. */
function give(context: StationContext, actor: Actor, asked: Asked): ReceptionView {
  const inputHash = sha256(
    canonicalJson({ ...asked, content: { ...asked.content, body: { ...asked.content.body, at: null } } }),
  );
  const check = findJointCheck(context.db, asked.draftId);
  const { row, isNew } = change(context, actor, (unit): { row: ReceptionRow; isNew: boolean } => {
    const before = listReceptionsOf(context.db, asked.draftId);
    const same = before.find(
      (one) => one.kind === asked.kind && (one.inputHash === inputHash || one.kind === "refused"),
    );
    if (same !== undefined) return { row: same, isNew: false };
    const refused = before.find((one) => one.kind === "refused");
    if (refused !== undefined) throw alreadyRefused(refused.number);
    const accepted = findApplicationByKey(context.db, asked.draftId);
    if (accepted !== null) throw alreadyAccepted(accepted.acceptanceNumber);
    refuseFarAhead(context);
    const problems = problemsOf(context, asked);
    if (problems.length > 0) throw badInput(problems);
    const written = write(unit, asked, inputHash);
    if (asked.kind === "received") {
      // The page's own saved draft holds more than this input, so it stays.
      if (findDraftMark(context.db, asked.draftId) === null)
        putDraft(context.db, {
          id: asked.draftId,
          body: asked.content.body,
          operatorId: actor.operator.id,
          savedAt: unit.at,
          version: 1,
        });
    } else {
      // The consent's files belong to the refusal and stay under the draft's id. The joint check is deleted.
      deleteDraft(context.db, asked.draftId);
      deleteJointChecks(context.db, asked.draftId);
      unit.emit({ kind: "check.changed", draftId: asked.draftId });
    }
    return { row: written, isNew: true };
  });
  if (isNew && asked.kind === "refused") dropSignature(context, check);
  return viewReception(context, row);
}

/** Receives a visit that must wait (收件): a numbered voucher lists what was handed in, and the draft stays open. */
export const receiveVisit = (
  context: StationContext,
  actor: Actor,
  input: { draftId: string; body: DraftBody; items: string[]; reason: string },
): ReceptionView =>
  give(context, actor, {
    draftId: input.draftId,
    kind: "received",
    content: { body: input.body, items: input.items, reason: input.reason, ground: null, goTo: null },
  });

/** Refuses a visit (不予受理): a numbered notice replaces the acceptance number, and the draft ends. */
export function refuseVisit(
  context: StationContext,
  actor: Actor,
  input: { draftId: string; body: DraftBody; ground: ReceptionContent["ground"]; reason: string; goTo: string | null },
): ReceptionView {
  const goTo = input.goTo === null || input.goTo.trim() === "" ? null : input.goTo.trim();
  if (input.ground === "wrong-hall" && goTo === null)
    throw badInput([
      {
        path: "goTo",
        message: bilingual(
          "不属于本大厅受理的，须告知申请人向哪里申请",
          "if this hall is not responsible, tell the applicant where to apply",
        ),
      },
    ]);
  return give(context, actor, {
    draftId: input.draftId,
    kind: "refused",
    content: { body: input.body, items: [], reason: input.reason, ground: input.ground, goTo },
  });
}

/** Prints the document of a visit again. */
export function printReception(
  context: StationContext,
  actor: Actor,
  row: ReceptionRow,
  why: string | null,
): ReceptionView {
  change(context, actor, (unit) => {
    refuseDoubtful(listPrintJobs(context.db, row.id).at(-1), why);
    const document = documentOf(row);
    const { id, copy } = unit.print({ ...document, why });
    unit.audit("print.requested", row.id, { job: id, kind: document.kind, copy });
  });
  return viewReception(context, row);
}
