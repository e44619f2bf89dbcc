import type { rosterCalls } from "#shared/contract/roster.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { appointSpecialist, endEntry, grantAuthority, setAway, setWindow } from "./roster-entries.ts";
import { viewAtWindow, viewRoster } from "./roster.ts";
import { actorOf } from "#station/people/sign-in.ts";

/** Answers the calls about the roster. */
export const rosterHandlers = (context: StationContext): HandlersOf<typeof rosterCalls> => ({
  "roster.get": (_session, input) => viewRoster(context, input.profileId),
  "roster.atWindow": (session, input) => viewAtWindow(context, actorOf(context, session), input.profileId),
  "roster.grant": (session, input) => grantAuthority(context, actorOf(context, session), input),
  "roster.appoint": (session, input) => appointSpecialist(context, actorOf(context, session), input),
  "roster.setAway": (session, input) => setAway(context, actorOf(context, session), input),
  "roster.end": (session, input) => endEntry(context, actorOf(context, session), input),
  "roster.setWindow": (session, input) => setWindow(context, actorOf(context, session), input),
});
