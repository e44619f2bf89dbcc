import type { RecordsCalls } from "#shared/contract/records.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { getApplicationRow, listDay, profileOf, viewApplication } from "./application.ts";
import { previewDeadlines } from "./deadlines.ts";

/** Answers the calls about stored applications and their deadlines. */
export const recordsCalls: HandlersOf<RecordsCalls> = {
  "application.profile": (context, _clerk, { id }) => profileOf(context, getApplicationRow(context, id)),
  "application.get": (context, _clerk, { id }) => viewApplication(context, getApplicationRow(context, id)),
  "application.listDay": (context, _clerk, { on }) => listDay(context, on),
  "deadline.preview": (context, _clerk, { profileId, appointment, routes }) =>
    previewDeadlines(context, context.profiles.get(profileId).profile, appointment, routes),
};
