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
import { notePublications } from "./publications.ts";

const CURSOR = "centre.feedCursor";
/** No application is told about this often; past it a broken centre would fill the disk. */
const MOST_OF_ONE_CASE = 200;
const LONGEST_BODY = 20_000;

/** How far the centre's feed was read here, null before the first page. */
export const findFeedCursor = (hall: Hall): string | null => findSetting(hall.db, CURSOR);

/** The item's application, where it is one of this window's; everything else in the hall's feed is another window's matter. */
function ownApplication(hall: Hall, item: FeedPage["items"][number]): ApplicationRow | null {
  const id = item["applicationId"];
  const row = typeof id === "string" ? findApplication(hall.db, id) : null;
  return row?.id === id ? row : null;
}

/** Keeps a page of the feed and moves the cursor in the same transaction; tells the pages whose cases have news. */
export function keepFeedPage(hall: Hall, page: FeedPage): void {
  const changed = inOneTransaction(hall.db, () => {
    const ids = page.items.flatMap((item) => {
      const row = ownApplication(hall, item);
      const body = JSON.stringify(item);
      if (row === null || body.length > LONGEST_BODY || countPulledItems(hall.db, row.id) >= MOST_OF_ONE_CASE) return [];
      const alert = readTold(hall, row, body)?.alert ?? false;
      if (!keepPulledItem(hall.db, { id: item.id, kind: item.kind, applicationId: row.id, body, at: item.at, pulledAt: hall.now(), alert })) return [];
      appendAudit(hall.db, { at: hall.now(), actor: "system", stationId: hall.station().id, verb: "centre.told", subject: row.id, detail: { item: item.id, kind: item.kind } });
      return [row.id];
    });
    notePublications(hall, page.items);
    putSetting(hall.db, CURSOR, page.cursor);
    return new Set(ids);
  });
  for (const id of changed) hall.news.tell({ kind: "application.changed", id });
}

/** An item in this hall's words; null where this release does not know its kind. */
export function readTold(hall: Hall, row: ApplicationRow, body: string): ToldView | null {
  const item = FeedItem.safeParse(JSON.parse(body)).data;
  if (item === undefined) return null;
  const profile = profileOf(hall, row);
  return { id: item.id, at: item.at, ...feedStory(item, (id) => utilityName(profile, id)) };
}

/** What the centre told about an application, in words; kinds that this release does not know are kept and not shown. */
export const viewTold = (hall: Hall, row: ApplicationRow): ToldView[] => listPulledItems(hall.db, row.id).flatMap((body) => readTold(hall, row, body) ?? []);
