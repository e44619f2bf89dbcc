import type { rosterCalls } from "#shared/contract/roster.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { appointSpecialist, endEntry, grantAuthority, setAway, setWindow } from "./roster-entries.ts";
import { viewAtWindow, viewRoster } from "./roster.ts";
import { actorOf } from "#station/people/sign-in.ts";

/** Answers the calls about the roster. */
export const rosterHandlers = (hall: StationContext): HandlersOf<typeof rosterCalls> => ({
  "roster.get": (_session, input) => viewRoster(hall, input.profileId),
  "roster.atWindow": (session, input) => viewAtWindow(hall, actorOf(hall, session), input.profileId),
  "roster.grant": (session, input) => grantAuthority(hall, actorOf(hall, session), input),
  "roster.appoint": (session, input) => appointSpecialist(hall, actorOf(hall, session), input),
  "roster.setAway": (session, input) => setAway(hall, actorOf(hall, session), input),
  "roster.end": (session, input) => endEntry(hall, actorOf(hall, session), input),
  "roster.setWindow": (session, input) => setWindow(hall, actorOf(hall, session), input),
});
