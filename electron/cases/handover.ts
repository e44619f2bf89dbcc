import type { AuditVerb } from "#shared/case/audit-verbs.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { HandoverLine, HandoverView } from "#shared/contract/handover.ts";
import { findRole } from "#shared/profile/form.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { instantOf, localDateOf } from "#shared/time/instant.ts";
import { setDutyOperator, type ApplicationRow } from "#station/db/applications.ts";
import { listCallbacksOf } from "#station/db/callbacks.ts";
import { insertContact, listContacts } from "#station/db/contacts.ts";
import {
  closeHandover,
  findHandover,
  findOpenHandover,
  insertHandover,
  listExpiredHandovers,
  listHandoversSince,
  type HandoverRow,
} from "#station/db/handovers.ts";
import { findOperator } from "#station/db/operators.ts";
import { getApplicationRow, profileOf } from "#station/records/application.ts";
import { dutyHolderNow } from "#station/records/case-owner.ts";
import { handoverDue } from "./handover-due.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change, type Unit } from "#station/core/unit-of-work.ts";
import { recordStep, refuseIfChanged } from "#station/records/record-step.ts";

const NO_CALENDAR = bilingual("当年节假日安排缺失，按自然时间两小时计", "The year has no calendar: two plain hours");
const ENDED: readonly string[] = ["closed", "refused", "withdrawn"];

/** An ended application with an open callback still has a case owner. */
const owesCallback = (context: StationContext, applicationId: string): boolean =>
  listCallbacksOf(context.db, applicationId).some(({ state }) => state === "open");

/** Refuses a hand-over of a case that has ended, even if it ended while the offer waited. */
function refuseEnded(context: StationContext, { id, status }: Pick<ApplicationRow, "id" | "status">): void {
  if (ENDED.includes(status) && !owesCallback(context, id))
    throw problem(
      "act-impossible",
      bilingual("这份申请已经办结，不能再移交。", "This application has ended and cannot be handed over."),
      DATA_IS_SAFE,
      bilingual("不需要移交。", "Nothing needs to be handed over."),
    );
}

const gone = (what: Bilingual) =>
  problem(
    "handover-gone",
    what,
    DATA_IS_SAFE,
    bilingual(
      "请刷新移交清单；需要时由现责任人重新移交。",
      "Look at the list again; the present duty holder may offer it again.",
    ),
  );
const notYours = (what: Bilingual) =>
  problem(
    "not-allowed",
    what,
    DATA_IS_SAFE,
    bilingual("请由现责任人或值班主管办理。", "Ask the present duty holder or a supervisor."),
  );

/** Says in the audit log and to the pages what became of an offer. */
function note(unit: Unit, verb: AuditVerb, row: HandoverRow): void {
  const { id, applicationId, fromOperatorId, toOperatorId } = row;
  unit.audit(verb, applicationId, { handover: id, from: fromOperatorId, to: toOperatorId });
  unit.emit({ kind: "application.changed", id: applicationId });
}

/** Returns each offer that nobody took in time to its giver. No worker does this, so every look does. */
function returnExpired(context: StationContext, actor: Actor): void {
  if (listExpiredHandovers(context.db, context.now()).length === 0) return;
  change(context, actor, (unit) => {
    for (const row of listExpiredHandovers(context.db, unit.at)) {
      if (closeHandover(context.db, row.id, { state: "returned", at: unit.at, answer: null }))
        note(unit, "handover.returned", row);
    }
  });
}

function lineOf(context: StationContext, row: HandoverRow): HandoverLine {
  const application = getApplicationRow(context, row.applicationId);
  const person = (id: string) => ({ id, name: findOperator(context.db, id)?.name ?? id });
  return {
    id: row.id,
    applicationId: row.applicationId,
    acceptanceNumber: application.acceptanceNumber,
    applicant: findRole(profileOf(context, application).form, application.content.form, "applicant") ?? "",
    from: person(row.fromOperatorId),
    to: person(row.toOperatorId),
    note: row.note,
    state: row.state,
    offeredAt: row.offeredAt,
    dueAt: row.dueAt,
    dueNote: row.dueBasis === "plain-hours" ? NO_CALENDAR : null,
    closedAt: row.closedAt,
    answer: row.answer,
  };
}

/** The offers made to or by the signed-in person, with today's answers. A supervisor sees all. */
export function viewHandovers(context: StationContext, actor: Actor): HandoverView {
  returnExpired(context, actor);
  const now = context.now();
  const me = actor.operator.id;
  const rows = listHandoversSince(context.db, instantOf(localDateOf(now), 0));
  const incoming = rows.filter((row) => row.toOperatorId === me && row.state === "offered");
  const outgoing = rows.filter((row) => row.fromOperatorId === me || row.offeredBy === me);
  const others =
    actor.operator.role === "supervisor"
      ? rows.filter((row) => !incoming.includes(row) && !outgoing.includes(row))
      : [];
  const lines = (some: HandoverRow[]) => some.map((row) => lineOf(context, row));
  return { incoming: lines(incoming), outgoing: lines(outgoing), others: lines(others) };
}

/**
 * Offers an application to a colleague. Only the case owner or a supervisor may; the case owner changes on
 * acceptance.
 */
export function offerHandover(
  context: StationContext,
  actor: Actor,
  input: { applicationId: string; shownVersion: number; toOperatorId: string; note: string },
): HandoverView {
  returnExpired(context, actor);
  change(context, actor, (unit) => {
    const row = getApplicationRow(context, input.applicationId);
    const holder = dutyHolderNow(context, row);
    if (actor.operator.role !== "supervisor" && actor.operator.id !== holder.operatorId)
      throw notYours(
        bilingual(
          `这份申请由${holder.name}负责，您不能移交。`,
          `${holder.name} answers for this application; you cannot hand it over.`,
        ),
      );
    refuseIfChanged(row, input.shownVersion);
    refuseEnded(context, row);
    if (findOperator(context.db, input.toOperatorId) === null)
      throw badInput([{ path: "toOperatorId", message: bilingual("没有这位工作人员。", "No such member of staff.") }]);
    if (input.toOperatorId === holder.operatorId)
      throw badInput([
        {
          path: "toOperatorId",
          message: bilingual("这位同事就是现责任人。", "This colleague already answers for it."),
        },
      ]);
    if (findOpenHandover(context.db, row.id) !== null)
      throw problem(
        "handover-open",
        bilingual("这份申请已有一个等待接收的移交。", "An offer of this application is still waiting."),
        DATA_IS_SAFE,
        bilingual("请等待答复，或先撤回。", "Wait for the answer, or take it back first."),
      );
    const offer: HandoverRow = {
      id: context.newId(),
      applicationId: row.id,
      fromOperatorId: holder.operatorId,
      toOperatorId: input.toOperatorId,
      offeredBy: actor.operator.id,
      note: input.note,
      offeredAt: unit.at,
      ...handoverDue(context, unit.at),
      state: "offered",
      closedAt: null,
      answer: null,
    };
    insertHandover(context.db, offer);
    note(unit, "handover.offered", offer);
  });
  return viewHandovers(context, actor);
}

function getOpen(context: StationContext, id: string): HandoverRow {
  const offer = findHandover(context.db, id);
  if (offer?.state === "offered") return offer;
  throw gone(
    offer?.state === "returned"
      ? bilingual("移交已超过时限，退回原责任人。", "The offer ran out and went back to its giver.")
      : bilingual("这个移交已经有了答复，或不存在。", "This offer was already answered, or is not there."),
  );
}

/**
 * Accepts an offer in one transaction: contact chain, case owner, record, audit log and outbox. Of two who try, one
 * is refused.
 */
export function acceptHandover(context: StationContext, actor: Actor, id: string): HandoverView {
  returnExpired(context, actor);
  const { operator, station } = actor;
  change(context, actor, (unit) => {
    const { at } = unit;
    const offer = getOpen(context, id);
    if (offer.toOperatorId !== operator.id)
      throw notYours(bilingual("这个移交不是交给您的。", "This offer is not made to you."));
    const row = getApplicationRow(context, offer.applicationId);
    refuseEnded(context, row);
    if (
      dutyHolderNow(context, row).operatorId !== offer.fromOperatorId ||
      !closeHandover(context.db, id, { state: "accepted", at, answer: null })
    )
      throw gone(
        bilingual("责任人已经变化，移交失效。", "The duty holder changed meanwhile; the offer no longer stands."),
      );
    const seq = (listContacts(context.db, row.id).at(-1)?.seq ?? 0) + 1;
    insertContact(context.db, row.id, {
      seq,
      operatorId: operator.id,
      operatorName: operator.name,
      organisation: operator.organisation,
      stationId: station.id,
      channel: "counter",
      at,
    });
    setDutyOperator(context.db, row.id, operator.id);
    const moved = { handoverId: id, from: offer.fromOperatorId, to: operator.id };
    const { name, phone, organisation } = operator;
    const payload = { ...moved, holder: { name, phone, organisation } };
    recordStep(unit, row, { kind: "duty.handedOver", payload, audit: moved });
  });
  return viewHandovers(context, actor);
}

/** Declines an offer, or withdraws it for its giver or a supervisor. The case owner stays the same. */
export function declineHandover(
  context: StationContext,
  actor: Actor,
  input: { id: string; note: string },
): HandoverView {
  returnExpired(context, actor);
  const me = actor.operator;
  change(context, actor, (unit) => {
    const offer = getOpen(context, input.id);
    const state = offer.toOperatorId === me.id ? "declined" : "withdrawn";
    if (state === "withdrawn" && me.role !== "supervisor" && me.id !== offer.fromOperatorId)
      throw notYours(bilingual("这个移交与您无关。", "This offer does not concern you."));
    closeHandover(context.db, offer.id, { state, at: unit.at, answer: input.note });
    note(unit, `handover.${state}`, offer);
  });
  return viewHandovers(context, actor);
}
