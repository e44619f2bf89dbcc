import type { handoverCalls } from "#shared/contract/handover-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { acceptHandover, declineHandover, offerHandover, viewHandovers } from "#station/services/handover.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about handing an application over. */
export const handoverHandlers = (hall: Hall): HandlersOf<typeof handoverCalls> => ({
  "handover.list": (session) => viewHandovers(hall, actorOf(hall, session)),
  "handover.offer": (session, input) => offerHandover(hall, actorOf(hall, session), input),
  "handover.accept": (session, input) => acceptHandover(hall, actorOf(hall, session), input.id),
  "handover.decline": (session, input) => declineHandover(hall, actorOf(hall, session), input),
});
