import type { toldCalls } from "../../shared/contract/told-calls.ts";
import type { HandlersOf } from "../hosts/dispatch.ts";
import type { Hall } from "../services/hall.ts";
import { actorOf } from "../services/sign-in.ts";
import { acknowledgeTold } from "../services/told-desk.ts";

/** Answers the calls about what the centre told. */
export const toldHandlers = (hall: Hall): HandlersOf<typeof toldCalls> => ({
  "told.acknowledge": (session, input) => acknowledgeTold(hall, actorOf(hall, session), input.id),
});
