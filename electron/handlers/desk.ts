import type { deskCalls } from "#shared/contract/desk-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import { confirmClock } from "#station/services/clock-trust.ts";
import { acknowledge, viewDesk } from "#station/services/desk.ts";
import type { Hall } from "#station/services/hall.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about the clocks on the desk. */
export const deskHandlers = (hall: Hall): HandlersOf<typeof deskCalls> => ({
  "desk.get": (session, input) => viewDesk(hall, actorOf(hall, session), input.mine),
  "warning.acknowledge": (session, input) => acknowledge(hall, actorOf(hall, session), input),
  "clock.confirm": (session) => confirmClock(hall, actorOf(hall, session)),
});
