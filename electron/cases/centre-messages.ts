import { bilingual } from "#shared/lib/bilingual.ts";
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

const REPLACED = bilingual("本单位后来另有填报，以后者为准", "The agency reported anew; the later report counts");

/** The centre's messages about an application, in words. Unknown kinds are stored but not shown. */
export function viewCentreMessages(context: StationContext, row: ApplicationRow): CentreMessageView[] {
  const bodies = listPulledItems(context.db, row.id);
  const replaced = new Set(
    bodies.flatMap((body) => {
      const item = FeedItem.safeParse(JSON.parse(body)).data;
      return item !== undefined && "replaces" in item && item.replaces !== undefined ? [item.replaces] : [];
    }),
  );
  return bodies.flatMap((body) => {
    const message = readCentreMessage(context, row, body);
    if (message === null) return [];
    return replaced.has(message.id) ? { ...message, parts: [...message.parts, REPLACED] } : message;
  });
}
