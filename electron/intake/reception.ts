import { formatAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import type { ContactRow } from "#shared/case/application.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { isBlankText } from "#shared/lib/plain-text.ts";
import type { DraftBody } from "#shared/case/draft-body.ts";
import type { ReceptionView } from "#shared/contract/reception.ts";
import { findRole } from "#shared/profile/form.ts";
import { DATA_IS_SAFE, NOTHING_WRITTEN, badInput, problem, type FieldProblem } from "#shared/lib/problem.ts";
import { RECEPTION_SERIES, type ReceptionKind } from "#shared/case/reception.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { canonicalJson } from "#station/lib/canonical-json.ts";
import { findApplicationByKey } from "#station/db/applications.ts";
import { deleteDraft, findDraftMark, putDraft } from "#station/db/drafts.ts";
import { deleteJointChecks, findJointCheck } from "#station/db/joint-checks.ts";
import { takeSerial } from "#station/db/number-series.ts";
import { findOperator } from "#station/db/operators.ts";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { keepProfileSnapshot } from "#station/db/profile-snapshots.ts";
import { insertReception, listReceptionsOf, type ReceptionContent, type ReceptionRow } from "#station/db/receptions.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { profileForDraft } from "#station/rules/profile-registry.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change, type ActorUnit } from "#station/core/unit-of-work.ts";
import { refuseDoubtful } from "#station/printing/reprint-rules.ts";
import { dropSignature } from "./joint-check.ts";
import { RECEPTION_DOCUMENTS } from "#station/documents/reception-document.ts";
import { viewReception } from "./reception-view.ts";

const alreadyAccepted = (number: string) =>
  problem(
    "already-accepted",
    bilingual(`这份申请已经受理，编号 ${number}。`, `This application was already accepted as ${number}.`),
    DATA_IS_SAFE,
    bilingual("请打开已受理的申请，在那里办理。", "Open the accepted application and act there."),
  );

const alreadyRefused = (number: string) =>
  problem(
    "already-refused",
    bilingual(
      `这份申请已不予受理，通知书编号 ${number}。`,
      `This application was already refused by notice ${number}.`,
    ),
    NOTHING_WRITTEN,
    bilingual("申请人再次提出时，请新建一份申请。", "Open a new form if the applicant applies again."),
  );

/** Refuses what cannot follow on a refusal, and gives the contacts of the vouchers by which a draft was received before; one look-up, inside the transaction that goes on. */
export function contactsBefore(context: StationContext, draftId: string): ContactRow[] {
  const before = listReceptionsOf(context.db, draftId);
  const refused = before.find((row) => row.kind === "refused");
  if (refused !== undefined) throw alreadyRefused(refused.number);
  return before.map(({ operatorId, stationId, channel, at }, i) => {
    const operator = findOperator(context.db, operatorId);
    return {
      seq: i + 1,
      operatorId,
      operatorName: operator?.name ?? operatorId,
      organisation: operator?.organisation ?? "",
      stationId,
      channel,
      at,
    };
  });
}

/** Refuses to bring a draft that was refused back to life. */
export const refuseRefused = (context: StationContext, draftId: string): void => void contactsBefore(context, draftId);

/** Refuses to throw away a draft for which the applicant holds a voucher. */
export function keepReceived(context: StationContext, draftId: string): void {
  const notice = listReceptionsOf(context.db, draftId).find((row) => row.kind === "received");
  if (notice === undefined) return;
  throw problem(
    "draft-received",
    bilingual(
      `申请人持有这份申请的收件凭证 ${notice.number}，不能作废。`,
      `The applicant holds voucher ${notice.number} for this form; it cannot be discarded.`,
    ),
    DATA_IS_SAFE,
    bilingual("请受理，或按“不予受理”出具通知书。", "Accept it, or refuse it with a notice."),
  );
}

/** The document that goes with a visit, as a print job names it. */
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
  const { draftId, kind, content } = asked;
  const { context, actor, at } = unit;
  const { db } = context;
  const onDay = localDateOf(at);
  const loaded = profileForDraft(context, content.body);
  const prefix = `${actor.station.prefix}${RECEPTION_SERIES[kind]}`;
  const year = Number(onDay.slice(0, 4));
  const number = formatAcceptanceNumber({ prefix, year, serial: takeSerial(db, prefix, year) });
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

/** Gives the slip that was asked for and settles what becomes of the draft. The same again gives the same slip. */
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
    const problems = problemsOf(context, asked);
    if (problems.length > 0) throw badInput(problems);
    const written = write(unit, asked, inputHash);
    if (asked.kind === "received") {
      // What the page saved as it was typed is more than what was read from it, and stays.
      if (findDraftMark(context.db, asked.draftId) === null)
        putDraft(context.db, {
          id: asked.draftId,
          body: asked.content.body,
          operatorId: actor.operator.id,
          savedAt: unit.at,
          version: 1,
        });
    } else {
      // A consent's signature or scan is part of what was refused and stays under the draft's id; a check nobody will ask about goes.
      deleteDraft(context.db, asked.draftId);
      deleteJointChecks(context.db, asked.draftId);
      unit.emit({ kind: "check.changed", draftId: asked.draftId });
    }
    return { row: written, isNew: true };
  });
  if (isNew && asked.kind === "refused") dropSignature(context, check);
  return viewReception(context, row);
}

/** Receives a visit that must wait (收件): a numbered voucher for what was handed in, and the draft stays parked. */
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

/** Refuses a visit that cannot be taken (不予受理): a numbered notice instead of an acceptance number, and the draft ends as its record. */
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
          "where it is not this hall's, tell the applicant where to apply",
        ),
      },
    ]);
  return give(context, actor, {
    draftId: input.draftId,
    kind: "refused",
    content: { body: input.body, items: [], reason: input.reason, ground: input.ground, goTo },
  });
}

/** Asks for the document of a visit to be printed again. */
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
