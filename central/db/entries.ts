import type { PushEntry } from "../../shared/contract/centre.ts";
import type { Instant } from "../../shared/time.ts";
import { asInstant, textOf, wholeOf } from "./row.ts";
import type { Queryable, Row } from "./sql.ts";

/** An entry as it arrives, with the receipt it will get if it is the first under its key. */
export type NewEntry = PushEntry & { hallId: string; key: string; stationId: string; receipt: string; receivedAt: Instant };

/** What the centre holds under a key. */
export type HeldEntry = { payloadHash: string; receipt: string; receivedAt: Instant };

/** One line of an application's history. */
export type EntryLine = HeldEntry & { key: string; kind: string; sequence: number };

/** `taken`: this call wrote it · `held`: the key was there before · `elsewhere`: the application is another hall's. */
export type PushOutcome = { outcome: "taken" } | { outcome: "held"; entry: HeldEntry } | { outcome: "elsewhere" };

const HELD_COLUMNS = `payload_hash, receipt, ${asInstant("received_at")} as received_at`;
const heldOf = (row: Row): HeldEntry => ({ payloadHash: textOf(row, "payload_hash"), receipt: textOf(row, "receipt"), receivedAt: textOf(row, "received_at") });

/**
 * Writes an entry once. Two calls with one key are settled by the key itself: the second waits for the first to
 * commit, writes nothing, and reads what is held. An application that only another hall has is not touched.
 */
export async function pushEntry(db: Queryable, entry: NewEntry): Promise<PushOutcome> {
  const written = await db.query(
    `insert into entries (hall_id, key, application_id, sequence, kind, payload, payload_hash, receipt, station_id, received_at)
     select $1::uuid, $2::uuid, $3::uuid, $4::bigint, $5::text, $6::text, $7::text, $8::text, $9::uuid, $10::timestamptz
     where not exists (select 1 from entries where application_id = $3::uuid and hall_id <> $1::uuid)
        or exists (select 1 from entries where application_id = $3::uuid and hall_id = $1::uuid)
     on conflict (hall_id, key) do nothing
     returning key`,
    [entry.hallId, entry.key, entry.applicationId, entry.sequence, entry.kind, entry.payload, entry.payloadHash, entry.receipt, entry.stationId, entry.receivedAt],
  );
  if (written.length > 0) return { outcome: "taken" };
  const [held] = await db.query(`select ${HELD_COLUMNS} from entries where hall_id = $1 and key = $2`, [entry.hallId, entry.key]);
  return held === undefined ? { outcome: "elsewhere" } : { outcome: "held", entry: heldOf(held) };
}

/** The history of an application within one hall, in order; empty where that hall has none. */
export async function listEntries(db: Queryable, hallId: string, applicationId: string): Promise<EntryLine[]> {
  const rows = await db.query(
    `select key, kind, sequence, ${HELD_COLUMNS} from entries where application_id = $2 and hall_id = $1 order by sequence, entries.received_at, key`,
    [hallId, applicationId],
  );
  return rows.map((row) => ({ ...heldOf(row), key: textOf(row, "key"), kind: textOf(row, "kind"), sequence: wholeOf(row, "sequence") }));
}
