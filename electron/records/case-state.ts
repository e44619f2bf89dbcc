import { acceptedState } from "#shared/case/apply-act.ts";
import { caseKind } from "#shared/case/case-status.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { findLastAct } from "#station/db/acts.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import type { Decision } from "#station/db/stored-case.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** The roster state of a new case; older records have none. Without a picked lead there is none to change. */
const rosterState = ({ dispatches: assignments, leadPick }: Decision): Pick<CaseState, "dispatches" | "lead"> => ({
  ...(assignments === undefined ? {} : { dispatches: assignments.map(({ utility }) => ({ utility, response: null })) }),
  ...(leadPick === undefined || leadPick.by === "window"
    ? {}
    : { lead: { utility: leadPick.utility, isLocked: false } }),
});

/** The state of a case at acceptance. */
export const beginningOf = (row: ApplicationRow): CaseState =>
  acceptedState(row.content.utilities, row.decision.routes, row.content.outsideLines, {
    ...rosterState(row.decision),
    ...caseKind(row.content),
  });

/** The current state of a case: after its last act, or at acceptance. */
export const stateOf = (context: StationContext, row: ApplicationRow): CaseState =>
  findLastAct(context.db, row.id)?.state ?? beginningOf(row);
