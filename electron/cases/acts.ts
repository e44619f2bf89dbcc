import { dateProblem } from "#shared/case/act-dates.ts";
import type { Act } from "#shared/case/act.ts";
import { applyAct } from "#shared/case/apply-act.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { actLabel } from "#shared/case/case-status.ts";
import { refusalOf } from "#shared/case/act-refusal.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { CaseView } from "#shared/contract/acts.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { insertAct } from "#station/db/acts.ts";
import { setApplicationStatus } from "#station/db/applications.ts";
import { listPrintJobs, type PrintJob } from "#station/db/print-jobs.ts";
import { deadlinesAfter, noteDeadlineEvents } from "#station/records/deadlines.ts";
import { getApplicationRow, profileOf } from "#station/records/application.ts";
import { documentsOfChange, documentsOfCorrection, type DocumentRef } from "#station/documents/documents-of-act.ts";
import { stateOf } from "#station/records/case-state.ts";
import { approvalAudit, underApprovalRules } from "./approval.ts";
import { viewCase } from "./case-view.ts";
import { makeCallbacks, plannedCallbacks } from "./planned-callbacks.ts";
import { keepCorrectedContent, plannedCorrection } from "./correction.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { nextNumber } from "#station/core/next-number.ts";
import { change, type ActorUnit } from "#station/core/unit-of-work.ts";
import { noticeOf } from "#station/records/notices.ts";
import { changeJob } from "#station/printing/job-changes.ts";
import { refuseIfChanged, recordStep } from "#station/records/record-step.ts";
import { decideRoutes, strictestRoute } from "#station/rules/routing.ts";

function impossible(state: CaseState, act: Act, role: "clerk" | "supervisor"): void {
  const refusal = refusalOf(state, act, role);
  if (refusal === null) return;
  throw problem(
    "act-impossible",
    bilingual(
      `不能办理“${actLabel(act.kind, state).zh}”：${refusal.why.zh}`,
      `Not possible: ${actLabel(act.kind, state).en}. ${refusal.why.en}`,
    ),
    DATA_IS_SAFE,
    refusal.next,
  );
}

/** Which utility answered, and who leads now; no names. */
const rosterAudit = (act: Act) =>
  act.kind === "lead.changed" || act.kind === "specialist.responded" ? { utility: act.utility } : {};

/** Cancels queued print jobs of a document that is printed again. */
function withdrawQueued(
  unit: ActorUnit,
  given: readonly PrintJob[],
  reprinted: readonly DocumentRef[],
  version: number,
): void {
  const reason = bilingual(
    `登记内容已更正，改打第 ${version} 版`,
    `The record was corrected; version ${version} is printed instead`,
  );
  for (const job of given) {
    if (
      job.outcome !== "queued" ||
      !reprinted.some(({ kind, utility }) => kind === job.kind && utility === job.utility)
    )
      continue;
    changeJob(unit, job, {
      what: "cancelled",
      by: unit.actor.operator.id,
      to: { outcome: "failed", reason, trouble: "cancelled", pause: null, nextTryAt: null },
    });
  }
}

/** Records one act (办理动作): act, next version, audit entry, outbox entry and print jobs are one transaction. */
export function performAct(
  context: StationContext,
  actor: Actor,
  input: { applicationId: string; shownVersion: number; act: Act },
): CaseView {
  const { id } = change(context, actor, (unit) => {
    const { at } = unit;
    const before = getApplicationRow(context, input.applicationId);
    refuseIfChanged(before, input.shownVersion);
    const misdated = dateProblem(input.act, { today: localDateOf(at), acceptedOn: before.acceptedOn });
    if (misdated !== null) throw badInput([misdated]);
    const state = stateOf(context, before);
    const { role } = actor.operator;
    impossible(state, input.act, role);
    const profile = profileOf(context, before);
    const { act, wrong } = underApprovalRules(context, before, { state, act: input.act, role });
    if (wrong !== null) throw badInput([wrong]);
    const after = applyAct(state, act, at, (facts) => decideRoutes(context, profile, facts));
    const callbacks = plannedCallbacks(context, before, { before: state, act, at });
    const correction = plannedCorrection(context, before, act);
    const kind = noticeOf(act, after, at);
    // Notices have a number series of their own, so that acceptance numbers have no gaps.
    const voucherNumber = kind === null ? null : nextNumber(unit, "N");
    const calls =
      callbacks.length === 0 ? {} : { callbacks: callbacks.map(({ id, rule, dueOn }) => ({ id, rule, dueOn })) };
    const deadlines = deadlinesAfter(context, { profile, row: before }, act, { state: after, at });
    const next = recordStep(unit, before, {
      kind: act.kind,
      payload: { act, status: after.status, routes: after.routes, deadlines, voucherNumber, ...calls },
      audit: {
        status: after.status,
        voucherNumber,
        ...calls,
        ...correction?.audit,
        ...rosterAudit(act),
        ...approvalAudit(act),
      },
    });
    if (correction !== null) keepCorrectedContent(context, before, correction.content);
    insertAct(context.db, {
      applicationId: before.id,
      seq: next.version,
      act,
      at,
      operatorId: actor.operator.id,
      stationId: actor.station.id,
      state: after,
      voucherNumber,
    });
    makeCallbacks(context, callbacks, next.version);
    setApplicationStatus(context.db, before.id, after.status, strictestRoute(after.routes.map((route) => route.route)));
    noteDeadlineEvents(context, before, act, at);
    const sheets = [...(kind === null ? [] : [{ kind, utility: null }]), ...documentsOfChange(state, after)];
    // Documents printed before show an older version; these replace them.
    const given =
      correction === null ? [] : listPrintJobs(context.db, before.id).filter((job) => job.trouble !== "cancelled");
    const reprinted: DocumentRef[] = documentsOfCorrection(profile, given, after);
    withdrawQueued(unit, given, reprinted, next.version);
    for (const sheet of [...sheets, ...reprinted]) {
      const since = sheet.kind === kind || reprinted.includes(sheet) ? next.version : 0;
      const record = { applicationId: before.id, recordVersion: next.version, recordHash: next.hash };
      unit.print({ ...record, ...sheet, why: null }, since);
    }
    return next;
  });
  return viewCase(context, id, actor.operator.role);
}
