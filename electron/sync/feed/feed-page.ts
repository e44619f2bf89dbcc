import type { FeedPage } from "#shared/contract/centre/feed.ts";
import { findApplication, type ApplicationRow } from "#station/db/applications.ts";
import { countPulledItems, insertPulledItem } from "#station/db/pulled-items.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import { isRemote } from "#station/records/remote-applications.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";
import { notePublications } from "#station/sync/publications/publications.ts";
import { jumpOwnNumbers } from "./own-numbers.ts";
import { takeEntry } from "./remote-entries.ts";
import { readCentreMessage } from "#station/cases/centre-messages.ts";

const CURSOR = "centre.feedCursor";
/** The setting that says how far this window's own records were read back; there is none unless they were lost. */
export const RECOVERY_CURSOR = "centre.recoveryCursor";
/** Which part of the feed is read: other windows' entries, or this window's own records too. */
export type FeedPart = "others" | "with-own";
const cursorName = (part: FeedPart): string => (part === "with-own" ? RECOVERY_CURSOR : CURSOR);

/** The most centre messages of one application; without a limit a broken centre would fill the disk. */
const MAX_ITEMS_OF_ONE = 200;
const MAX_BODY = 20_000;

/** How far the centre's feed was read here, null before the first page. */
export const findFeedCursor = (context: StationContext, part: FeedPart = "others"): string | null =>
  findSetting(context.db, cursorName(part)) || null;

/** The item's application, where it is known here. */
function applicationOf(context: StationContext, item: FeedPage["items"][number]): ApplicationRow | null {
  const id = item["applicationId"];
  const row = typeof id === "string" ? findApplication(context.db, id) : null;
  return row?.id === id ? row : null;
}

/** Keeps what the centre says of an application; true where it was not known here. */
function keepItem(unit: Unit, row: ApplicationRow, item: FeedPage["items"][number]): boolean {
  const { context, at } = unit;
  const body = JSON.stringify(item);
  if (body.length > MAX_BODY || countPulledItems(context.db, row.id) >= MAX_ITEMS_OF_ONE) return false;
  // Whoever took it in is warned; at the other windows it stands in the story.
  const alert = !isRemote(context, row) && (readCentreMessage(context, row, body)?.alert ?? false);
  const { id, kind } = item;
  if (!insertPulledItem(context.db, { id, kind, applicationId: row.id, body, at: item.at, pulledAt: at, alert }))
    return false;
  unit.audit("centre.told", row.id, { item: id, kind });
  return true;
}

/** Keeps a page of the feed with the entries of other windows, and moves the cursor past it. */
export function keepFeedPage(context: StationContext, page: FeedPage, part: FeedPart = "others"): void {
  changeAs(context, SYSTEM, (unit) => {
    if (part === "with-own") jumpOwnNumbers(unit, page.items);
    for (const item of page.items) {
      if (item.kind === "entry.taken") {
        const id = takeEntry(unit, item);
        if (id !== null) unit.emit({ kind: "application.changed", id });
        continue;
      }
      const row = applicationOf(context, item);
      if (row !== null && keepItem(unit, row, item)) unit.emit({ kind: "application.changed", id: row.id });
    }
    notePublications(context, page.items);
    putSetting(context.db, cursorName(part), page.cursor);
  });
}
