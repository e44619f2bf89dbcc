import type { CaseState } from "#shared/case/case-state.ts";
import { lateSigners } from "#shared/case/late-signers.ts";
import { actLabel, statusLabel } from "#shared/case/case-status.ts";
import { nextActs } from "#shared/case/act-refusal.ts";
import { routeChanges } from "#shared/case/route-change.ts";
import type { ActView, CaseView } from "#shared/contract/acts.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { listActs, listUndoneActs, type ActRow } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listAcceptedHandovers } from "#station/db/handovers.ts";
import { findOperator } from "#station/db/operators.ts";
import { clocksOf, getApplicationRow, profileOf } from "#station/records/application.ts";
import { stateOf } from "#station/records/case-state.ts";
import { isElsewhere, whyHeld, windowOf } from "#station/records/remote-applications.ts";
import { viewElsewhere } from "./remote-steps.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { noticeOf } from "#station/records/notices.ts";
import { viewTold } from "./centre-messages.ts";

/** The acts so far, each with what it changed about the routes of the act before it. */
function actViews(hall: StationContext, row: ApplicationRow): ActView[] {
  const acts = listActs(hall.db, row.id);
  const viewOf = (done: ActRow, before: CaseState["routes"]): ActView => ({
    seq: done.seq,
    act: done.act,
    label: actLabel(done.act.kind, done.state),
    at: done.at,
    by: findOperator(hall.db, done.operatorId)?.name ?? done.operatorId,
    ...(isElsewhere(hall, done) ? { window: windowOf(hall, done) } : {}),
    voucherNumber: done.voucherNumber,
    notice: noticeOf(done.act, done.state, done.at),
    changes: routeChanges(before, done.state.routes),
  });
  const undone = listUndoneActs(hall.db, row.id).map((done): ActView => ({
    ...viewOf(done, done.state.routes),
    undone: true,
  }));
  return [...undone, ...acts.map((done, i) => viewOf(done, acts[i - 1]?.state.routes ?? row.decision.routes))];
}

function handoverViews(hall: StationContext, row: ApplicationRow): CaseView["handovers"] {
  const name = (id: string): string => findOperator(hall.db, id)?.name ?? id;
  return listAcceptedHandovers(hall.db, row.id).map((one) => ({
    id: one.id,
    at: one.closedAt ?? one.offeredAt,
    from: name(one.fromOperatorId),
    to: name(one.toOperatorId),
    note: one.note,
  }));
}

/** A case with its acts so far, what changed since intake, who is late, and what may be done next. */
export function viewCase(hall: StationContext, applicationId: string, role: "clerk" | "supervisor"): CaseView {
  const row = getApplicationRow(hall, applicationId);
  const state = stateOf(hall, row);
  const held = whyHeld(hall, row);
  return {
    applicationId: row.id,
    version: row.version,
    state,
    status: statusLabel(state.status, state),
    today: localDateOf(hall.now()),
    acts: actViews(hall, row),
    handovers: handoverViews(hall, row),
    told: [...viewTold(hall, row), ...viewElsewhere(hall, row)],
    next: (held === null ? nextActs(state, role) : []).map((kind) => ({ kind, label: actLabel(kind, state) })),
    changes: routeChanges(row.decision.routes, state.routes),
    held,
    lateSigners: lateSigners(profileOf(hall, row), state, clocksOf(hall, row)),
  };
}
