import type { PushEntry } from "#shared/contract/centre/push.ts";
import type { AcceptedAnswer } from "#shared/contract/centre/sync-status.ts";
import type { Instant } from "#shared/time/instant.ts";
import { asInstant, type Queryable, type Row, textOf, wholeOf } from "./sql.ts";

/** An entry as it arrives, with the receipt for the first under its key. */
export type NewEntry = PushEntry & { key: string; receipt: string };

/** Who sends, and when it arrived. */
export type Sender = {
  hallId: string;
  stationId: string;
  receivedAt: Instant;
  /** The station that carried it for the sender. */ carrierId?: string | null;
};

/** The entry stored under a key. */
export type AcceptedEntry = { payloadHash: string; receipt: string; receivedAt: Instant };

/** One line of an application's history. */
export type EntryLine = AcceptedEntry & { key: string; kind: string; sequence: number };

/**
 * `written`: this call wrote it · `duplicate`: it was stored before · `conflict`: other content was ·
 * `other-hall`: the application is another hall's · `blocked`: an earlier entry of its application conflicts.
 */
export type PushOutcome =
  | { outcome: "written" | "duplicate" | "conflict"; entry: AcceptedEntry }
  | { outcome: "other-hall" | "blocked" };

const ACCEPTED_COLUMNS = `payload_hash, receipt, ${asInstant("received_at")} as received_at`;
const acceptedOf = (row: Row): AcceptedEntry => ({
  payloadHash: textOf(row, "payload_hash"),
  receipt: textOf(row, "receipt"),
  receivedAt: textOf(row, "received_at"),
});

/** What came with one call. */
export type PushCall = { from: Sender; entries: readonly NewEntry[] };

/**
 * One statement for any number of entries, of one call or of several that came together.
 * - An application that only another hall has is not touched.
 * - Nothing is written after a conflict in the same application of the same call.
 * - Stored entries are looked up by scalar subqueries: they use the indexes, where a join may read the whole table.
 * - Payloads come as one run of bytes, which PostgreSQL splits many times faster than JSON.
 * - Rows are written in one order everywhere, so that two statements with the same keys cannot deadlock.
 * - The same statement notes what it wrote as unread, so that the indexer misses nothing.
 */
const INSERT = `with sent as (
    select * from json_to_recordset($1::json) as entry(
      call int, place int, hall_id uuid, station_id uuid, received_at timestamptz, key uuid, application_id uuid,
      sequence bigint, kind text, payload_from int, payload_bytes int, payload_hash text, receipt text, carrier_id uuid
    )
  ), known as materialized (
    select sent.*,
      (select payload_hash from entries stored where stored.hall_id = sent.hall_id and stored.key = sent.key)
        as stored_hash,
      (select application_id from entries stored where stored.hall_id = sent.hall_id and stored.key = sent.key)
        as stored_application,
      (select 1 from entries other
        where other.application_id = sent.application_id and other.hall_id <> sent.hall_id limit 1) is not null
        as in_other_hall,
      (select 1 from entries own
        where own.application_id = sent.application_id and own.hall_id = sent.hall_id limit 1) is not null as here
    from sent
  ), free as (
    select known.*,
      min(place) filter (where stored_hash <> payload_hash or stored_application <> application_id)
        over (partition by call, application_id) as conflict_at
    from known
  ), written as (
    insert into entries
      (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt, station_id, received_at, carrier_id)
    select hall_id, key, application_id, sequence, kind,
      convert_from(substring($2::bytea from payload_from for payload_bytes), 'UTF8'),
      payload_hash, receipt, station_id, received_at, carrier_id
    from free
    where stored_hash is null and (conflict_at is null or place < conflict_at) and (here or not in_other_hall)
    order by application_id, sequence, key
    on conflict (hall_id, key) do nothing
    returning hall_id, key, application_id, payload_hash, receipt, received_at, position
  ), noted as (
    insert into unread_batches (hall_id, positions)
    select hall_id, array_agg(position order by position) from written group by hall_id
  )
  select hall_id, key, application_id, ${ACCEPTED_COLUMNS} from written`;

const ACCEPTED = `select stored.*
  from json_to_recordset($1::json) as sent(hall_id uuid, key uuid)
  cross join lateral (
    select hall_id, key, application_id, ${ACCEPTED_COLUMNS} from entries
    where entries.hall_id = sent.hall_id and entries.key = sent.key limit 1
  ) as stored`;

const nameOf = (hallId: string, key: string): string => `${hallId}/${key}`;
/** A stored entry, and whose it is: a key belongs to one application. */
type Stored = { applicationId: string; entry: AcceptedEntry };
const byName = (rows: Row[]): Map<string, Stored> =>
  new Map(
    rows.map((row) => [
      nameOf(textOf(row, "hall_id"), textOf(row, "key")),
      { applicationId: textOf(row, "application_id"), entry: acceptedOf(row) },
    ]),
  );

function outcomesOf({ from, entries }: PushCall, found: (name: string) => Stored | undefined): PushOutcome[] {
  const conflicted = new Set<string>();
  return entries.map((entry) => {
    const there = found(nameOf(from.hallId, entry.key));
    const applicationId = entry.applicationId.toLowerCase();
    if (there === undefined) return { outcome: conflicted.has(applicationId) ? "blocked" : "other-hall" };
    if (there.entry.payloadHash !== entry.payloadHash || there.applicationId !== applicationId) {
      conflicted.add(applicationId);
      return { outcome: "conflict", entry: there.entry };
    }
    return { outcome: there.entry.receipt === entry.receipt ? "written" : "duplicate", entry: there.entry };
  });
}

/**
 * Writes each entry once, durably when it returns; per call, one outcome for each entry in the order given.
 * Keys are in lower case. Of two statements with one key, the second waits for the first to commit and writes nothing.
 */
export async function pushCalls(db: Queryable, calls: readonly PushCall[]): Promise<PushOutcome[][]> {
  let payloadFrom = 1;
  const rows = calls.flatMap(({ from, entries }, call) =>
    entries.map((entry, place) => {
      const payloadBytes = Buffer.byteLength(entry.payload);
      payloadFrom += payloadBytes;
      return {
        call,
        place,
        hall_id: from.hallId,
        station_id: from.stationId,
        received_at: from.receivedAt,
        key: entry.key,
        application_id: entry.applicationId,
        sequence: entry.sequence,
        kind: entry.kind,
        payload_from: payloadFrom - payloadBytes,
        payload_bytes: payloadBytes,
        payload_hash: entry.payloadHash,
        receipt: entry.receipt,
        carrier_id: from.carrierId ?? null,
      };
    }),
  );
  const payloads = calls.flatMap(({ entries }) => entries.map(({ payload }) => payload));
  const written = byName(await db.query(INSERT, [JSON.stringify(rows), Buffer.from(payloads.join(""))]));
  const others = rows
    .filter((row) => !written.has(nameOf(row.hall_id, row.key)))
    .map(({ hall_id, key }) => ({ hall_id, key }));
  const accepted =
    others.length === 0 ? new Map<string, Stored>() : byName(await db.query(ACCEPTED, [JSON.stringify(others)]));
  return calls.map((call) => outcomesOf(call, (name) => written.get(name) ?? accepted.get(name)));
}

/** Writes the entries of one call, as {@link pushCalls} does. */
export async function pushEntries(db: Queryable, from: Sender, entries: readonly NewEntry[]): Promise<PushOutcome[]> {
  const [outcomes] = await pushCalls(db, [{ from, entries }]);
  return outcomes ?? [];
}

/** Writes one entry once, as {@link pushEntries} does. */
export async function pushEntry(db: Queryable, from: Sender, entry: NewEntry): Promise<PushOutcome> {
  const [outcome] = await pushEntries(db, from, [entry]);
  if (outcome === undefined) throw new TypeError("an entry has no outcome");
  return outcome;
}

/** The history of an application within one hall, in order; empty where that hall has none. */
export async function listEntries(db: Queryable, hallId: string, applicationId: string): Promise<EntryLine[]> {
  const rows = await db.query(
    `select key, kind, sequence, ${ACCEPTED_COLUMNS} from entries
     where application_id = $2 and hall_id = $1 order by sequence, entries.received_at, key`,
    [hallId, applicationId],
  );
  return rows.map((row) => ({
    ...acceptedOf(row),
    key: textOf(row, "key"),
    kind: textOf(row, "kind"),
    sequence: wholeOf(row, "sequence"),
  }));
}

/** Those of the keys that the hall has an entry of, with its position and whether a backup covers it. */
export async function listAccepted(
  db: Queryable,
  hallId: string,
  keys: readonly string[],
  durableThrough: number,
): Promise<AcceptedAnswer["held"]> {
  const rows = await db.query(
    `select found.key, receipt, position, position <= $3::bigint as durable
     from json_array_elements_text($2::json) as asked cross join lateral (
       select key, receipt, position from entries
       where entries.hall_id = $1 and entries.key = asked.value::uuid limit 1
     ) as found`,
    [hallId, JSON.stringify([...new Set(keys)]), durableThrough],
  );
  return rows.map((row) => ({
    key: textOf(row, "key"),
    receipt: textOf(row, "receipt"),
    position: wholeOf(row, "position"),
    durable: row["durable"] === true,
  }));
}

type StationOfHall = { hallId: string; id: string };

/** Which of some applications a station of the hall, or else another one of it, began: their first entry here is its. */
async function listFirstFrom(
  db: Queryable,
  whose: "its" | "another's",
  { hallId, id: stationId }: StationOfHall,
  applicationIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query(
    `select asked.value as application_id from json_array_elements_text($2::json) as asked cross join lateral (
       select station_id from (
         select station_id, position from entries
         where entries.hall_id = $1 and entries.application_id = asked.value::uuid
         -- The few of an application are read by its index, not those of a hall by their order.
         offset 0
       ) as of_one order by position limit 1
     ) as first where (first.station_id = $3::uuid) = $4::boolean`,
    [hallId, JSON.stringify([...new Set(applicationIds)]), stationId, whose === "its"],
  );
  return new Set(rows.map((row) => textOf(row, "application_id")));
}

/** Which of some applications a station of the hall began. */
export const listBegun = (db: Queryable, station: StationOfHall, ids: readonly string[]): Promise<Set<string>> =>
  listFirstFrom(db, "its", station, ids);

/** Which of some applications another station of the hall began. */
export const listBegunByOthers = (
  db: Queryable,
  station: StationOfHall,
  ids: readonly string[],
): Promise<Set<string>> => listFirstFrom(db, "another's", station, ids);
