import { textOf, wholeOf } from "./row.ts";
import type { Queryable } from "./sql.ts";

/** Whoever adds to the feed holds this lock to its commit, so that positions become visible in their order and no reader passes one over. */
const FEED_LOCK = 5_274_005;

/** An item for a hall; `body` is the whole item as it travels. */
export type NewFeedItem = { hallId: string; id: string; body: string };

/** Adds items to the feeds of their halls; call it late in the transaction, as others wait. */
export async function addFeedItems(tx: Queryable, items: readonly NewFeedItem[]): Promise<void> {
  if (items.length === 0) return;
  await tx.query("select pg_advisory_xact_lock($1)", [FEED_LOCK]);
  await tx.query("insert into feed_items (hall_id, id, body) select hall_id, id, body from json_to_recordset($1::json) as one(hall_id uuid, id uuid, body text)", [
    JSON.stringify(items.map(({ hallId, id, body }) => ({ hall_id: hallId, id, body }))),
  ]);
}

/** The items of a hall's feed after a position, in order. */
export async function listFeedItems(db: Queryable, hallId: string, after: number, limit: number): Promise<{ position: number; body: string }[]> {
  const rows = await db.query("select position, body from feed_items where hall_id = $1 and position > $2 order by position limit $3", [hallId, after, limit]);
  return rows.map((row) => ({ position: wholeOf(row, "position"), body: textOf(row, "body") }));
}
