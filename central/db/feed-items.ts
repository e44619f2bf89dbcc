import { ENTRY_TRAVELS_BYTES, type EntryTaken } from "#shared/contract/centre/feed.ts";
import { asInstant, nullableTextOf, type Queryable, type Row, textOf, wholeOf } from "./sql.ts";

/**
 * The first of two keys of an advisory lock; the second is the hall's. Held to the commit by whoever adds to a hall's feed:
 * its positions become visible in order, and no reader misses one. Halls do not wait for each other.
 */
const FEED_LOCK = 5_276;

/** An item for a hall: either the whole item as `body`, or a reference to the entry with key `id` of `stationId`. */
export type NewFeedItem = { hallId: string; id: string } & ({ body: string } | { stationId: string });

/** Adds items to the feeds of their halls. Call it late in the transaction: others wait for the lock. */
export async function addFeedItems(tx: Queryable, items: readonly NewFeedItem[]): Promise<void> {
  if (items.length === 0) return;
  // In one order everywhere, so that two transactions do not wait for each other.
  await tx.query(
    `select pg_advisory_xact_lock($1, place) from (
       select distinct hashtext(id) as place from json_array_elements_text($2::json) as id order by 1
     ) as places`,
    [FEED_LOCK, JSON.stringify(items.map(({ hallId }) => hallId))],
  );
  await tx.query(
    `insert into feed_items (hall_id, id, body, station_id) select hall_id, id, body, station_id
     from json_to_recordset($1::json) as one(hall_id uuid, id uuid, body text, station_id uuid)`,
    [
      JSON.stringify(
        items.map((item) => ({
          hall_id: item.hallId,
          id: item.id,
          body: "body" in item ? item.body : null,
          station_id: "stationId" in item ? item.stationId : null,
        })),
      ),
    ],
  );
}

/**
 * Whose feed is read, and how much of it at once. Entries of `exceptStation` are left out, and with `onlyStation` all
 * entries but its own. A station never gets what it carried for a window that is not enrolled: it made none of that.
 */
export type FeedReader = {
  hallId: string;
  stationId: string;
  exceptStation: string | null;
  onlyStation: string | null;
  after: number;
  items: number;
  bytes: number;
};

/** Items of a feed in order, complete for this station up to `through`; `more` says that the feed goes on. */
export type FeedSlice = { items: unknown[]; through: number; more: boolean };

/** Positions examined in one call. A station whose own entries fill the feed still gets its answer at once. */
const LOOKED_AT = 500;

const SLICE = `
  select position, body, key, kind, application_id, sequence, payload_hash, received_at, name, prefix,
    case when bytes <= ${ENTRY_TRAVELS_BYTES} then payload end as payload
  from (
    select feed_items.position, feed_items.body, entries.key, entries.kind, entries.application_id, entries.sequence,
      entries.payload_hash, ${asInstant("entries.received_at")} as received_at, entries.payload,
      octet_length(entries.payload) as bytes, stations.name, stations.prefix,
      sum(coalesce(octet_length(feed_items.body), least(octet_length(entries.payload), ${ENTRY_TRAVELS_BYTES})))
        over (order by feed_items.position) as through_bytes,
      row_number() over (order by feed_items.position) as nth
    from feed_items
    left join lateral (
      select * from entries
      where feed_items.body is null and entries.hall_id = feed_items.hall_id and entries.key = feed_items.id limit 1
    ) as entries on true
    left join lateral (
      select name, prefix from stations
      where stations.hall_id = feed_items.hall_id and stations.id = feed_items.station_id limit 1
    ) as stations on true
    where feed_items.hall_id = $1 and feed_items.position > $2 and feed_items.position <= $3
      and ($4::uuid is null or feed_items.station_id is distinct from $4::uuid)
      and ($7::uuid is null or feed_items.body is not null or feed_items.station_id = $7::uuid)
      and (feed_items.body is not null or entries.key is not null)
      and (feed_items.station_id is distinct from $8::uuid or entries.carrier_id is distinct from $8::uuid)
  ) as due where nth = 1 or (through_bytes <= $5 and nth <= $6) order by position`;

function itemOf(row: Row): unknown {
  const body = nullableTextOf(row, "body");
  if (body !== null) return JSON.parse(body);
  const item: EntryTaken = {
    kind: "entry.taken",
    id: textOf(row, "key"),
    at: textOf(row, "received_at"),
    applicationId: textOf(row, "application_id"),
    entry: {
      kind: textOf(row, "kind"),
      sequence: wholeOf(row, "sequence"),
      payloadHash: textOf(row, "payload_hash"),
      payload: nullableTextOf(row, "payload"),
    },
    window: { name: textOf(row, "name"), prefix: textOf(row, "prefix") },
  };
  return item;
}

/** Keys of the newest entries that a station made, newest first. */
export async function listNewestOwn(
  db: Queryable,
  hallId: string,
  stationId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.query(
    `select id from feed_items where hall_id = $1 and station_id = $2::uuid and not exists (
       select 1 from entries where entries.hall_id = feed_items.hall_id and entries.key = feed_items.id
         and entries.carrier_id = feed_items.station_id
     ) order by position desc limit $3`,
    [hallId, stationId, limit],
  );
  return rows.map((row) => textOf(row, "id"));
}

/** Reads a hall's feed after a position, in order. */
export async function readFeed(
  db: Queryable,
  { hallId, stationId, exceptStation, onlyStation, after, items, bytes }: FeedReader,
): Promise<FeedSlice> {
  const [looked] = await db.query(
    `select count(*) as n, max(position) as last from (
       select position from feed_items where hall_id = $1 and position > $2 order by position limit $3
     ) as next`,
    [hallId, after, LOOKED_AT],
  );
  const n = looked === undefined ? 0 : wholeOf(looked, "n");
  if (looked === undefined || n === 0) return { items: [], through: after, more: false };
  const last = wholeOf(looked, "last");
  const page = await db.query(SLICE, [hallId, after, last, exceptStation, bytes, items, onlyStation, stationId]);
  // A page cut by its size ends at its last item; any other covers everything examined.
  const end = page.at(-1);
  const position = end === undefined ? last : wholeOf(end, "position");
  const rest =
    position === last
      ? []
      : await db.query(
          `select 1 from feed_items where hall_id = $1 and position > $2 and position <= $3
           and ($4::uuid is null or station_id is distinct from $4::uuid)
           and ($5::uuid is null or body is not null or station_id = $5::uuid) limit 1`,
          [hallId, position, last, exceptStation, onlyStation],
        );
  const hasMore = rest.length > 0;
  return { items: page.map(itemOf), through: hasMore ? position : last, more: hasMore || n === LOOKED_AT };
}
