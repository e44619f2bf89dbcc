import type { callbackCalls } from "../../shared/contract/callback-calls.ts";
import type { HandlersOf } from "../hosts/dispatch.ts";
import { recordCallback, setCallbackDate, viewCallbacks } from "../services/callback.ts";
import type { Hall } from "../services/hall.ts";
import { actorOf } from "../services/sign-in.ts";

/** Answers the calls about callbacks. */
export const callbackHandlers = (hall: Hall): HandlersOf<typeof callbackCalls> => ({
  "callback.list": (session, input) => viewCallbacks(hall, actorOf(hall, session), input),
  "callback.date": (session, input) => setCallbackDate(hall, actorOf(hall, session), input),
  "callback.record": (session, input) => recordCallback(hall, actorOf(hall, session), input),
});
