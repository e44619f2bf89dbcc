import type { RosterCalls } from "#shared/contract/roster.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { appointSpecialist, endEntry, grantAuthority, setAway, setWindow } from "./roster-entries.ts";
import { viewAtWindow, viewRoster } from "./roster.ts";

/** Answers the calls about who may accept what, and who takes it further. */
export const rosterCalls: HandlersOf<RosterCalls> = {
  "roster.get": (context, _clerk, { profileId }) => viewRoster(context, profileId),
  "roster.atWindow": (context, clerk, { profileId }) => viewAtWindow(context, clerk, profileId),
  "roster.grant": grantAuthority,
  "roster.appoint": appointSpecialist,
  "roster.setAway": setAway,
  "roster.end": endEntry,
  "roster.setWindow": setWindow,
};
