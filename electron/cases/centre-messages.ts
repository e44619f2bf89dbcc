import type { CentreMessageView } from "#shared/contract/acts.ts";
import { FeedItem } from "#shared/contract/centre/feed.ts";
import { feedStory } from "#shared/contract/centre/feed-text.ts";
import { utilityName } from "#shared/profile/services.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { listPulledItems } from "#station/db/pulled-items.ts";
import { profileOf } from "#station/records/application.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** A message in plain words; null if this release does not know its kind. */
export function readCentreMessage(
  context: StationContext,
  row: ApplicationRow,
  body: string,
): CentreMessageView | null {
  const item = FeedItem.safeParse(JSON.parse(body)).data;
  if (item === undefined) return null;
  const profile = profileOf(context, row);
  return { id: item.id, at: item.at, ...feedStory(item, (id) => utilityName(profile, id)) };
}

/** The centre's messages about an application, in words. Unknown kinds are stored but not shown. */
export const viewCentreMessages = (context: StationContext, row: ApplicationRow): CentreMessageView[] =>
  listPulledItems(context.db, row.id).flatMap((body) => readCentreMessage(context, row, body) ?? []);
