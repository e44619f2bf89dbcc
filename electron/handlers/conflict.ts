import type { conflictCalls } from "#shared/contract/conflict-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import { viewConflict } from "#station/services/conflict.ts";
import type { Hall } from "#station/services/hall.ts";
import { settleConflict } from "#station/services/settle-conflict.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about a version that two windows made. */
export const conflictHandlers = (hall: Hall): HandlersOf<typeof conflictCalls> => ({
  "conflict.get": (_session, input) => viewConflict(hall, input.applicationId),
  "conflict.settle": (session, input) => settleConflict(hall, actorOf(hall, session), input),
});
