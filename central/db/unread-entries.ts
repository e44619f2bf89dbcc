import { nullableTextOf, type Queryable, type Row, textOf, wholeOf } from "./sql.ts";

/** An entry that the indexer has not read yet; `batch` is the call that it came with. */
export type UnreadEntry = {
  batch: number;
  position: number;
  hallId: string;
  stationId: string;
  key: string;
  applicationId: string;
  kind: string;
  payload: string;
  /** Whether another station brought it. */ isCarried: boolean;
};

/** One indexer at a time over all instances: two intakes read together could miss each other. */
const INDEXER_LOCK = 5_274_004;
const MAX_CHARACTERS = 8_000_000;

const listOf = (numbers: Iterable<number>): string => `{${[...numbers].join(",")}}`;

/** Takes the indexer's lock until the transaction ends. */
export async function lockIndexer(tx: Queryable): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1)", [INDEXER_LOCK]);
}

/** How many entries wait for the indexer, and how many it could not read. */
export async function countUnread(db: Queryable): Promise<{ waiting: number; quarantined: number }> {
  const [row] = await db.query(
    `select coalesce(sum(cardinality(positions)), 0) as waiting,
       (select count(*) from unreadable_entries) as quarantined from unread_batches`,
  );
  return row === undefined
    ? { waiting: 0, quarantined: 0 }
    : { waiting: wholeOf(row, "waiting"), quarantined: wholeOf(row, "quarantined") };
}

/** Whether anything is unread. */
export async function hasUnread(db: Queryable): Promise<boolean> {
  return (await db.query("select 1 from unread_batches limit 1")).length > 0;
}

/**
 * The oldest unread entries, limited in number and in text, those of one call in their order.
 * Each is looked up by itself: a join may read the whole table.
 */
export async function listUnread(tx: Queryable, limit: number): Promise<UnreadEntry[]> {
  const rows = await tx.query(
    `select batch, position, hall_id, station_id, key, application_id, kind, payload, carrier_id from (
       select oldest.batch, entry.*,
         sum(length(payload)) over (order by oldest.batch, oldest.position) - length(payload) as before
       from (
         select id as batch, hall_id, unnest(positions) as position
         from (
           select *, sum(cardinality(positions)) over (order by id) - cardinality(positions) as earlier
           from (select * from unread_batches order by id limit $1) as first
         ) as counted
         where earlier < $1 order by 1, 3 limit $1
       ) as oldest cross join lateral (
         select * from entries where hall_id = oldest.hall_id and position = oldest.position limit 1
       ) as entry
     ) as found where before < $2 order by batch, position`,
    [limit, MAX_CHARACTERS],
  );
  return rows.map((row) => ({ batch: wholeOf(row, "batch"), ...entryOf(row) }));
}

const entryOf = (row: Row): Omit<UnreadEntry, "batch"> => ({
  position: wholeOf(row, "position"),
  hallId: textOf(row, "hall_id"),
  stationId: textOf(row, "station_id"),
  key: textOf(row, "key"),
  applicationId: textOf(row, "application_id"),
  kind: textOf(row, "kind"),
  payload: textOf(row, "payload"),
  isCarried: nullableTextOf(row, "carrier_id") !== null,
});

/** A broken station must not slow the indexer down: no case has more acts, and none is larger. */
const MAX_ACTS = 100;
const MAX_ACT_BYTES = 200_000;

/**
 * Entries of these applications that were read before their acceptance arrived, as after a restore; in order.
 * They could not be applied to an application that was not known.
 */
export async function listBeforeAcceptance(
  tx: Queryable,
  accepted: readonly UnreadEntry[],
  batch: readonly UnreadEntry[],
): Promise<UnreadEntry[]> {
  if (accepted.length === 0) return [];
  const rows = await tx.query(
    `select earlier.* from json_to_recordset($1::json) as one(hall_id uuid, application_id uuid)
     cross join lateral (
       select position, hall_id, station_id, key, application_id, kind, payload, carrier_id from entries
       where entries.application_id = one.application_id and entries.hall_id = one.hall_id
         and kind <> 'application.accepted' and position <> all($2::bigint[])
         and octet_length(payload) <= ${MAX_ACT_BYTES}
       order by sequence limit ${MAX_ACTS}
     ) as earlier`,
    [
      JSON.stringify(accepted.map(({ hallId, applicationId }) => ({ hall_id: hallId, application_id: applicationId }))),
      listOf(batch.map(({ position }) => position)),
    ],
  );
  return rows.map((row) => ({ batch: 0, ...entryOf(row) }));
}

type Place = Pick<UnreadEntry, "batch" | "hallId" | "position">;

/** Marks entries as read. */
export async function markRead(tx: Queryable, places: readonly Place[]): Promise<void> {
  const values = [listOf(new Set(places.map(({ batch }) => batch))), listOf(places.map(({ position }) => position))];
  await tx.query("delete from unread_batches where id = any($1::bigint[]) and positions <@ $2::bigint[]", values);
  await tx.query(
    `update unread_batches set positions = array(
       select position from unnest(positions) as position where position <> all($2::bigint[]) order by position
     ) where id = any($1::bigint[])`,
    values,
  );
}

/** Drops positions without an entry, as after a manual repair: the indexer would look for them for ever. */
export async function forgetGone(tx: Queryable): Promise<void> {
  await tx.query(
    `update unread_batches set positions = array(
       select position from unnest(positions) as position where exists (
         select 1 from entries
         where entries.hall_id = unread_batches.hall_id and entries.position = position.position
       ) order by position
     )`,
  );
  await tx.query("delete from unread_batches where positions = '{}'");
}

/** Quarantines an entry that cannot be read, so that the others go on. The entry itself stays. */
export async function quarantineUnread(tx: Queryable, place: Place): Promise<void> {
  await markRead(tx, [place]);
  await tx.query("insert into unreadable_entries (hall_id, position) values ($1, $2) on conflict do nothing", [
    place.hallId,
    place.position,
  ]);
}
