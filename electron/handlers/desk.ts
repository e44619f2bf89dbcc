import type { deskCalls } from "../../shared/contract/desk-calls.ts";
import type { HandlersOf } from "../hosts/dispatch.ts";
import { confirmClock } from "../services/clock-trust.ts";
import { acknowledge, viewDesk } from "../services/desk.ts";
import type { Hall } from "../services/hall.ts";
import { actorOf } from "../services/sign-in.ts";

/** Answers the calls about the clocks on the desk. */
export const deskHandlers = (hall: Hall): HandlersOf<typeof deskCalls> => ({
  "desk.get": (session, input) => viewDesk(hall, actorOf(hall, session), input.mine),
  "warning.acknowledge": (session, input) => acknowledge(hall, actorOf(hall, session), input),
  "clock.confirm": (session) => confirmClock(hall, actorOf(hall, session)),
});
