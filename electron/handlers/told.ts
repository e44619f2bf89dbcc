import type { toldCalls } from "#shared/contract/told-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { actorOf } from "#station/services/sign-in.ts";
import { acknowledgeTold } from "#station/services/told-desk.ts";

/** Answers the calls about what the centre told. */
export const toldHandlers = (hall: Hall): HandlersOf<typeof toldCalls> => ({
  "told.acknowledge": (session, input) => acknowledgeTold(hall, actorOf(hall, session), input.id),
});
