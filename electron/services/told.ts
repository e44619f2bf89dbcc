import type { ToldView } from "../../shared/contract/act-calls.ts";
import { FeedItem, type FeedPage } from "../../shared/contract/centre-feed.ts";
import { feedStory } from "../../shared/feed-story.ts";
import { utilityName } from "../../shared/utility-name.ts";
import { findApplication, type ApplicationRow } from "../db/applications.ts";
import { appendAudit } from "../db/audit.ts";
import { inOneTransaction } from "../db/database.ts";
import { countPulledItems, keepPulledItem, listPulledItems } from "../db/pulled-items.ts";
import { findSetting, putSetting } from "../db/settings.ts";
import { profileOf } from "./application.ts";
import type { Hall } from "./hall.ts";

const CURSOR = "centre.feedCursor";
/** No application is told about this often; past it a broken centre would fill the disk. */
const MOST_OF_ONE_CASE = 200;
const LONGEST_BODY = 20_000;

/** How far the centre's feed was read here, null before the first page. */
export const findFeedCursor = (hall: Hall): string | null => findSetting(hall.db, CURSOR);

/** The item's application, where it is one of this window's; everything else in the hall's feed is another window's matter. */
function ownApplication(hall: Hall, item: FeedPage["items"][number]): string | null {
  const id = item["applicationId"];
  return typeof id === "string" && findApplication(hall.db, id)?.id === id ? id : null;
}

/** Keeps a page of the feed and moves the cursor in the same transaction; tells the pages whose cases have news. */
export function keepFeedPage(hall: Hall, page: FeedPage): void {
  const changed = inOneTransaction(hall.db, () => {
    const ids = page.items.flatMap((item) => {
      const applicationId = ownApplication(hall, item);
      const body = JSON.stringify(item);
      if (applicationId === null || body.length > LONGEST_BODY || countPulledItems(hall.db, applicationId) >= MOST_OF_ONE_CASE) return [];
      if (!keepPulledItem(hall.db, { id: item.id, kind: item.kind, applicationId, body, at: item.at, pulledAt: hall.now() })) return [];
      appendAudit(hall.db, { at: hall.now(), actor: "system", stationId: hall.station().id, verb: "centre.told", subject: applicationId, detail: { item: item.id, kind: item.kind } });
      return [applicationId];
    });
    putSetting(hall.db, CURSOR, page.cursor);
    return new Set(ids);
  });
  for (const id of changed) hall.news.tell({ kind: "application.changed", id });
}

/** What the centre told about an application, in words; kinds that this release does not know are kept and not shown. */
export function viewTold(hall: Hall, row: ApplicationRow): ToldView[] {
  const profile = profileOf(hall, row);
  return listPulledItems(hall.db, row.id).flatMap((body) => {
    const item = FeedItem.safeParse(JSON.parse(body)).data;
    return item === undefined ? [] : [{ id: item.id, at: item.at, ...feedStory(item, (id) => utilityName(profile, id)) }];
  });
}
