import type { callbackCalls } from "#shared/contract/callback-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import { recordCallback, setCallbackDate, viewCallbacks } from "#station/services/callback.ts";
import type { Hall } from "#station/services/hall.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about callbacks. */
export const callbackHandlers = (hall: Hall): HandlersOf<typeof callbackCalls> => ({
  "callback.list": (session, input) => viewCallbacks(hall, actorOf(hall, session), input),
  "callback.date": (session, input) => setCallbackDate(hall, actorOf(hall, session), input),
  "callback.record": (session, input) => recordCallback(hall, actorOf(hall, session), input),
});
