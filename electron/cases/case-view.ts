import type { Act } from "#shared/case/act.ts";
import { grantStatus } from "#shared/case/approval-rules.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { lateSigners } from "#shared/case/late-signers.ts";
import { actLabel, statusLabel } from "#shared/case/case-status.ts";
import { nextActs } from "#shared/case/act-refusal.ts";
import { routeChanges } from "#shared/case/route-change.ts";
import type { ActView, CaseView } from "#shared/contract/acts.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { listActs, listUndoneActs, type ActRow } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listAcceptedHandovers } from "#station/db/handovers.ts";
import { findOperator } from "#station/db/operators.ts";
import { deadlinesOf, getApplicationRow, profileOf } from "#station/records/application.ts";
import { stateOf } from "#station/records/case-state.ts";
import { isRemote, whyCannotAct, windowOf } from "#station/records/remote-applications.ts";
import { viewRemoteStory } from "./remote-steps.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { noticeOf } from "#station/records/notices.ts";
import { grantStatusOf } from "./approval.ts";
import { viewCentreMessages } from "./centre-messages.ts";

/** What a grant passed over, read from the state before it: another window or an older release may have let it. */
function passedOver(profile: Profile, state: CaseState, act: Act): Pick<ActView, "passedOver"> {
  if (act.kind !== "approval.concluded" || !act.granted) return {};
  const status = grantStatus({ profile, state, reported: [] });
  return status.against.length + status.missing.length > 0 || status.isBare ? { passedOver: status } : {};
}

/** The acts so far, each with the route changes since the act before it. */
function actViews(context: StationContext, row: ApplicationRow): ActView[] {
  const acts = listActs(context.db, row.id);
  const profile = profileOf(context, row);
  const viewOf = (done: ActRow, before: CaseState["routes"]): ActView => ({
    seq: done.seq,
    act: done.act,
    label: actLabel(done.act.kind, done.state),
    at: done.at,
    by: findOperator(context.db, done.operatorId)?.name ?? done.operatorId,
    ...(isRemote(context, done) ? { window: windowOf(context, done) } : {}),
    voucherNumber: done.voucherNumber,
    notice: noticeOf(done.act, done.state, done.at),
    changes: routeChanges(before, done.state.routes),
  });
  const undone = listUndoneActs(context.db, row.id).map((done): ActView => ({
    ...viewOf(done, done.state.routes),
    undone: true,
  }));
  return [
    ...undone,
    ...acts.map((done, i) => {
      const before = acts[i - 1]?.state ?? null;
      return {
        ...viewOf(done, before?.routes ?? row.decision.routes),
        ...(before === null ? {} : passedOver(profile, before, done.act)),
      };
    }),
  ];
}

function handoverViews(context: StationContext, row: ApplicationRow): CaseView["handovers"] {
  const name = (id: string): string => findOperator(context.db, id)?.name ?? id;
  return listAcceptedHandovers(context.db, row.id).map((one) => ({
    id: one.id,
    at: one.closedAt ?? one.offeredAt,
    from: name(one.fromOperatorId),
    to: name(one.toOperatorId),
    note: one.note,
  }));
}

/** A case with its acts, changes since intake, overdue deadlines, and possible next acts. */
export function viewCase(context: StationContext, applicationId: string, role: "clerk" | "supervisor"): CaseView {
  const row = getApplicationRow(context, applicationId);
  const state = stateOf(context, row);
  const cannotAct = whyCannotAct(context, row);
  const profile = profileOf(context, row);
  const grant = grantStatusOf(context, row, state);
  return {
    applicationId: row.id,
    version: row.version,
    state,
    status: statusLabel(state.status, state),
    today: localDateOf(context.now()),
    acts: actViews(context, row),
    handovers: handoverViews(context, row),
    centreMessages: [...viewCentreMessages(context, row), ...viewRemoteStory(context, row)],
    next: (cannotAct === null ? nextActs(state, role) : [])
      .filter((kind) => kind !== "signers.decided" || profile.signers !== null)
      .map((kind) => ({ kind, label: actLabel(kind, state) })),
    changes: routeChanges(row.decision.routes, state.routes),
    cannotAct,
    lateSigners: lateSigners(profile, state, deadlinesOf(context, row)),
    grant: grant === null ? null : { ...grant, mayPass: role === "supervisor" },
  };
}
