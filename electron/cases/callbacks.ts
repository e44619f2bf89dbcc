import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { callbackStatus } from "#shared/case/callback.ts";
import type { CallInput } from "#shared/contract/call.ts";
import type { CallbackLine, CallbackView } from "#shared/contract/callbacks.ts";
import type { Calls } from "#shared/contract/calls.ts";
import { farDate } from "#shared/time/far-date.ts";
import { findRole } from "#shared/profile/form.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { localDateOf, type LocalDate } from "#shared/time/instant.ts";
import { insertAttempt, listAttempts } from "#station/db/callback-attempts.ts";
import {
  closeCallback,
  countOpenCallbacks,
  dateCallback,
  findCallback,
  listCallbacksOf,
  listOpenCallbacks,
  type CallbackRow,
} from "#station/db/callbacks.ts";
import { findOperator } from "#station/db/operators.ts";
import { getApplicationRow, profileOf } from "#station/records/application.ts";
import { refuseAfterTerm } from "./planned-callbacks.ts";
import { dutyHolderNow } from "#station/records/case-owner.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { recordStep } from "#station/records/record-step.ts";
import { change } from "#station/core/unit-of-work.ts";

/** A safe upper bound that keeps one read short. */
const MAX_SHOWN = 200;

const refused = (code: "not-allowed" | "callback-gone" | "changed-meanwhile", what: Bilingual, next: Bilingual) =>
  problem(code, what, DATA_IS_SAFE, next);

const mayRecord = (context: StationContext, actor: Actor, row: CallbackRow): boolean =>
  actor.operator.role === "supervisor" ||
  dutyHolderNow(context, getApplicationRow(context, row.applicationId)).operatorId === actor.operator.id;

function lineOf(context: StationContext, actor: Actor, row: CallbackRow): CallbackLine {
  const application = getApplicationRow(context, row.applicationId);
  const profile = profileOf(context, application);
  const rule = profile.callbacks.find(({ id }) => id === row.rule);
  const holder = dutyHolderNow(context, application);
  const role = (name: "applicant" | "contact" | "phone") =>
    findRole(profile.form, application.content.form, name) ?? "";
  return {
    id: row.id,
    applicationId: row.applicationId,
    acceptanceNumber: application.acceptanceNumber,
    applicant: role("applicant"),
    contact: role("contact"),
    phone: role("phone"),
    label: rule?.label ?? bilingual(row.rule, row.rule),
    clause: rule?.clause ?? "",
    questions: rule?.questions ?? [],
    dueOn: row.dueOn,
    latestOn: row.latestOn,
    status: callbackStatus(row.state, row.dueOn, localDateOf(context.now())),
    dutyHolder: { operatorId: holder.operatorId, name: holder.name },
    mayRecord: row.state === "open" && mayRecord(context, actor, row),
    attempts: listAttempts(context.db, row.id).map(({ seq, at, operatorId, outcome, answers, note }) => ({
      seq,
      at,
      by: findOperator(context.db, operatorId)?.name ?? operatorId,
      outcome,
      answers,
      note,
    })),
  };
}

/** Callbacks of one application, or open ones of the asker or the hall, most urgent first. */
export function viewCallbacks(
  context: StationContext,
  actor: Actor,
  of: CallInput<Calls["callback.list"]>,
): CallbackView {
  const today = localDateOf(context.now());
  if ("applicationId" in of)
    return {
      today,
      lines: listCallbacksOf(context.db, getApplicationRow(context, of.applicationId).id).map((row) =>
        lineOf(context, actor, row),
      ),
      notShown: 0,
    };
  const whose = of.mine ? actor.operator.id : null;
  const lines = listOpenCallbacks(context.db, whose, MAX_SHOWN).map((row) => lineOf(context, actor, row));
  return {
    today,
    lines,
    notShown: lines.length < MAX_SHOWN ? 0 : countOpenCallbacks(context.db, whose, today).open - lines.length,
  };
}

/** An open callback that this person may work on. */
function getOpen(context: StationContext, actor: Actor, id: string): CallbackRow {
  const row = findCallback(context.db, id);
  if (row === null)
    throw refused(
      "callback-gone",
      bilingual("没有这个回访任务。", "No such callback."),
      bilingual("请刷新回访清单。", "Look at the list again."),
    );
  if (row.state !== "open")
    throw refused(
      "callback-gone",
      bilingual("这个回访已经办完。", "This callback is done."),
      bilingual("不需要再回访；记录在申请页面。", "Nothing is left to do; its record stands with the application."),
    );
  if (mayRecord(context, actor, row)) return row;
  const holder = dutyHolderNow(context, getApplicationRow(context, row.applicationId)).name;
  throw refused(
    "not-allowed",
    bilingual(
      `这份申请由${holder}负责，由责任人或值班主管回访。`,
      `${holder} answers for this application; they or a supervisor call back.`,
    ),
    bilingual("请由责任人办理，或先移交。", "Let the duty holder do it, or have it handed over."),
  );
}

/** Refuses a day in the past or more than a year ahead. */
function refuseOddDay(dueOn: LocalDate | null, today: LocalDate, path: string): void {
  if (dueOn === null) return;
  const odd =
    dueOn < today
      ? { path, message: bilingual("日期已经过去，请改为今天或以后。", "This day is past; choose today or later.") }
      : farDate(path, dueOn, today);
  if (odd !== null) throw badInput([odd]);
}

/** Sets or clears the day of an open callback; record, audit entry and outbox entry are one transaction. */
export function setCallbackDate(
  context: StationContext,
  actor: Actor,
  input: CallInput<Calls["callback.date"]>,
): CallbackLine {
  refuseOddDay(input.dueOn, localDateOf(context.now()), "dueOn");
  const row = change(context, actor, (unit): CallbackRow => {
    const callback = getOpen(context, actor, input.id);
    refuseAfterTerm(input.dueOn, callback.latestOn, "dueOn");
    dateCallback(context.db, callback.id, input.dueOn);
    const dated = { callbackId: callback.id, rule: callback.rule, dueOn: input.dueOn, before: callback.dueOn };
    recordStep(unit, getApplicationRow(context, callback.applicationId), {
      kind: "callback.dated",
      payload: dated,
      audit: dated,
    });
    return { ...callback, dueOn: input.dueOn };
  });
  return lineOf(context, actor, row);
}

/**
 * Records one attempt (回访记录). After `not-reached` the callback stays open. Answers go to the centre, never into the
 * audit log.
 */
export function recordCallback(
  context: StationContext,
  actor: Actor,
  input: CallInput<Calls["callback.record"]>,
): CallbackLine {
  const { outcome, answers, note } = input;
  refuseOddDay(input.againOn, localDateOf(context.now()), "againOn");
  const row = change(context, actor, (unit): CallbackRow => {
    const { at } = unit;
    const callback = getOpen(context, actor, input.id);
    const seq = listAttempts(context.db, callback.id).length + 1;
    if (seq !== input.attempt)
      throw refused(
        "changed-meanwhile",
        bilingual(
          `这个回访刚有人登记过（已有 ${seq - 1} 次）。`,
          `Somebody recorded a try of this callback meanwhile (${seq - 1} so far).`,
        ),
        bilingual("已重新载入，请核对后再登记。", "It has been loaded again; check and record again."),
      );
    const application = getApplicationRow(context, callback.applicationId);
    const asked = new Set(
      profileOf(context, application)
        .callbacks.find(({ id }) => id === callback.rule)
        ?.questions.map(({ id }) => id),
    );
    const given = new Set(answers.map(({ question }) => question));
    if (given.size < answers.length || answers.some(({ question }) => !asked.has(question)))
      throw badInput([
        {
          path: "answers",
          message: bilingual(
            "回答与回访提纲不符。",
            "An answer belongs to no question of the script, or stands twice.",
          ),
        },
      ]);
    if (outcome !== "reached" && answers.length > 0)
      throw badInput([
        {
          path: "answers",
          message: bilingual("没有接受回访时不能有回答。", "There are no answers where nobody answered."),
        },
      ]);
    if (outcome !== "not-reached" && input.againOn !== null)
      throw badInput([
        {
          path: "againOn",
          message: bilingual("回访已结束，不需要再次回访的日期。", "The callback is over; no further date is needed."),
        },
      ]);
    refuseAfterTerm(input.againOn, callback.latestOn, "againOn");
    insertAttempt(context.db, {
      callbackId: callback.id,
      seq,
      at,
      operatorId: actor.operator.id,
      stationId: actor.station.id,
      outcome,
      answers,
      note,
    });
    const dueOn = input.againOn ?? callback.dueOn;
    if (input.againOn !== null) dateCallback(context.db, callback.id, input.againOn);
    if (outcome !== "not-reached") closeCallback(context.db, callback.id, outcome, at);
    const record = { callbackId: callback.id, rule: callback.rule, attempt: seq, outcome, dueOn };
    recordStep(unit, application, {
      kind: "callback.recorded",
      payload: { ...record, answers, note },
      audit: record,
    });
    return { ...callback, dueOn, ...(outcome === "not-reached" ? {} : { state: outcome, closedAt: at }) };
  });
  return lineOf(context, actor, row);
}
