import type { worklistCalls, centreMessageCalls } from "#shared/contract/worklist.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { confirmClock } from "#station/health/system-clock-trust.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { acknowledgeMessage } from "./inbox.ts";
import { acknowledge, viewWorklist } from "./worklist.ts";

/** Answers the calls about the clocks on the desk. */
export const worklistHandlers = (context: StationContext): HandlersOf<typeof worklistCalls> => ({
  "worklist.get": (session, input) => viewWorklist(context, actorOf(context, session), input.mine),
  "warning.acknowledge": (session, input) => acknowledge(context, actorOf(context, session), input),
  "systemClock.confirm": (session) => confirmClock(context, actorOf(context, session)),
});

/** Answers the calls about what the centre told. */
export const centreMessageHandlers = (context: StationContext): HandlersOf<typeof centreMessageCalls> => ({
  "centreMessage.acknowledge": (session, input) => acknowledgeMessage(context, actorOf(context, session), input.id),
});
