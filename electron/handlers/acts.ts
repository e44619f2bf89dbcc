import type { actCalls } from "#shared/contract/act-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import { performAct } from "#station/services/acts.ts";
import { viewCase } from "#station/services/case-view.ts";
import type { Hall } from "#station/services/hall.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about acts after intake. */
export const actHandlers = (hall: Hall): HandlersOf<typeof actCalls> => ({
  "case.get": (session, input) => viewCase(hall, input.applicationId, actorOf(hall, session).operator.role),
  "act.perform": (session, input) => performAct(hall, actorOf(hall, session), input),
});
