import type { suspensionCalls } from "#shared/contract/suspension-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { actorOf } from "#station/services/sign-in.ts";
import { recordSuspension, rectifySuspension, viewSuspensions } from "#station/services/suspension.ts";

/** Answers the calls about the suspension register. */
export const suspensionHandlers = (hall: Hall): HandlersOf<typeof suspensionCalls> => ({
  "suspension.list": (_session, input) => viewSuspensions(hall, input.profileId),
  "suspension.record": (session, input) => recordSuspension(hall, actorOf(hall, session), input),
  "suspension.rectify": (session, input) => rectifySuspension(hall, actorOf(hall, session), input),
});
