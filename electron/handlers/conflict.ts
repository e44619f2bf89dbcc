import type { conflictCalls } from "../../shared/contract/conflict-calls.ts";
import type { HandlersOf } from "../hosts/dispatch.ts";
import { viewConflict } from "../services/conflict.ts";
import type { Hall } from "../services/hall.ts";
import { settleConflict } from "../services/settle-conflict.ts";
import { actorOf } from "../services/sign-in.ts";

/** Answers the calls about a version that two windows made. */
export const conflictHandlers = (hall: Hall): HandlersOf<typeof conflictCalls> => ({
  "conflict.get": (_session, input) => viewConflict(hall, input.applicationId),
  "conflict.settle": (session, input) => settleConflict(hall, actorOf(hall, session), input),
});
