import type { DaySummaryCalls } from "#shared/contract/day-summary.ts";
import type { CentreMessageCalls, WorklistCalls } from "#shared/contract/worklist.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { confirmClock } from "#station/health/system-clock-trust.ts";
import { viewDaySummary } from "./day-summary.ts";
import { acknowledgeMessage } from "./inbox.ts";
import { exportLedger } from "./ledger.ts";
import { acknowledge, viewWorklist } from "./worklist.ts";

/** Answers the calls about the worklist, the centre's messages, the day summary and the ledger. */
export const supervisionCalls: HandlersOf<WorklistCalls & CentreMessageCalls & DaySummaryCalls> = {
  "worklist.get": (context, clerk, { mine }) => viewWorklist(context, clerk, mine),
  "warning.acknowledge": acknowledge,
  "systemClock.confirm": confirmClock,
  "centreMessage.acknowledge": (context, clerk, { id }) => acknowledgeMessage(context, clerk, id),
  "daySummary.get": (context, _supervisor, { on }) => viewDaySummary(context, on),
  "ledger.export": (context, supervisor, { on, format }) => exportLedger(context, supervisor, on, format),
};
