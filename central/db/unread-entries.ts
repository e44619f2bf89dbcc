import type { UnreadEntry } from "../read-entry.ts";
import { textOf, wholeOf } from "./row.ts";
import type { Queryable } from "./sql.ts";

/** One reader at a time, over all instances: two intakes that are read together could otherwise each miss the other. */
const READER_LOCK = 5_274_004;
const MOST_CHARACTERS = 8_000_000;

/** Becomes the one reader until the transaction ends. */
export async function lockReader(tx: Queryable): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1)", [READER_LOCK]);
}

/** How many entries wait to be read, and how many could not be. */
export async function countUnread(db: Queryable): Promise<{ waiting: number; setAside: number }> {
  const [row] = await db.query("select count(*) filter (where not set_aside) as waiting, count(*) filter (where set_aside) as set_aside from unread_entries");
  return row === undefined ? { waiting: 0, setAside: 0 } : { waiting: wholeOf(row, "waiting"), setAside: wholeOf(row, "set_aside") };
}

/** Whether anything is unread. */
export async function hasUnread(db: Queryable): Promise<boolean> {
  return (await db.query("select 1 from unread_entries where not set_aside limit 1")).length > 0;
}

/** The oldest unread entries, at most so many and no more text than fits into memory. */
export async function listUnread(tx: Queryable, limit: number): Promise<UnreadEntry[]> {
  const rows = await tx.query(
    `select position, hall_id, station_id, key, application_id, kind, payload from (
       select entries.*, sum(length(payload)) over (order by position) - length(payload) as before
       from entries where position in (select position from unread_entries where not set_aside order by position limit $1)
     ) as oldest where before < $2 order by position`,
    [limit, MOST_CHARACTERS],
  );
  return rows.map((row) => ({
    position: wholeOf(row, "position"),
    hallId: textOf(row, "hall_id"),
    stationId: textOf(row, "station_id"),
    key: textOf(row, "key"),
    applicationId: textOf(row, "application_id"),
    kind: textOf(row, "kind"),
    payload: textOf(row, "payload"),
  }));
}

const listOf = (positions: readonly number[]): string => `{${positions.join(",")}}`;

/** Notes that entries were read. */
export async function markRead(tx: Queryable, positions: readonly number[]): Promise<void> {
  await tx.query("delete from unread_entries where position = any($1::bigint[])", [listOf(positions)]);
}

/** Forgets what points to no entry any more, as after a repair by hand: it would be looked for without end. */
export async function forgetGone(tx: Queryable): Promise<void> {
  await tx.query("delete from unread_entries where not exists (select 1 from entries where entries.position = unread_entries.position)");
}

/** Sets entries aside that cannot be read, so that the others go on; the entries themselves stay as they are. */
export async function setUnreadAside(db: Queryable, positions: readonly number[]): Promise<void> {
  await db.query("update unread_entries set set_aside = true where position = any($1::bigint[])", [listOf(positions)]);
}
