import type { SerialLine } from "#shared/contract/centre/sync-status.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { EntryReading } from "./intakes.ts";
import { asInstant, type Queryable, textOf, wholeOf } from "./sql.ts";
import type { UnreadEntry } from "./unread-entries.ts";

/** An application whose acceptance number another one has too. */
export type NumberClash = {
  hallId: string;
  applicationId: string;
  otherApplicationId: string;
  acceptanceNumber: string;
  otherAcceptedAt: Instant;
};

/** Finds applications just read whose number was used before in the same hall, with the first that had it; both sides. */
export async function findNumberClashes(tx: Queryable, entries: readonly UnreadEntry[]): Promise<NumberClash[]> {
  const rows = await tx.query(
    `with fresh as materialized (
       select its.* from json_to_recordset($1::json) as read(hall_id uuid, application_id uuid)
       cross join lateral (
         select * from intakes
         where intakes.hall_id = read.hall_id and intakes.application_id = read.application_id limit 1
       ) as its
     ), pairs as materialized (
       select fresh.hall_id, fresh.acceptance_number, fresh.application_id as fresh_id, fresh.accepted_at as fresh_at,
         earlier.application_id as earlier_id, earlier.accepted_at as earlier_at
       from fresh cross join lateral (
         select application_id, accepted_at from intakes
         where hall_id = fresh.hall_id and acceptance_number = fresh.acceptance_number and listed < fresh.listed
         order by listed limit 1
       ) as earlier
     ), sides as (
       select hall_id, acceptance_number, fresh_id as application_id, earlier_id as other_id, earlier_at as at from pairs
       union select hall_id, acceptance_number, earlier_id, fresh_id, fresh_at from pairs
     )
     select hall_id, application_id, other_id, acceptance_number, ${asInstant("at")} as other_at from sides`,
    [JSON.stringify(entries.map((entry) => ({ hall_id: entry.hallId, application_id: entry.applicationId })))],
  );
  return rows.map((row) => ({
    hallId: textOf(row, "hall_id"),
    applicationId: textOf(row, "application_id"),
    otherApplicationId: textOf(row, "other_id"),
    acceptanceNumber: textOf(row, "acceptance_number"),
    otherAcceptedAt: textOf(row, "other_at"),
  }));
}

/** Records the highest number that each station has used, by prefix and year. */
export async function raiseSerials(tx: Queryable, entriesRead: readonly EntryReading[]): Promise<void> {
  const rows = entriesRead.flatMap(({ entry, serials }) =>
    serials.map((one) => ({ hall_id: entry.hallId, station_id: entry.stationId, ...one })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into serials (hall_id, station_id, prefix, year, serial)
     select hall_id, station_id, prefix, year, max(serial) from json_to_recordset($1::json)
       as one(hall_id uuid, station_id uuid, prefix text, year int, serial bigint) group by 1, 2, 3, 4
     on conflict (hall_id, station_id, prefix, year) do update set serial = greatest(serials.serial, excluded.serial)`,
    [JSON.stringify(rows)],
  );
}

/** The highest numbers of a station, as far as the centre has indexed; newest years first. */
export async function listSerials(
  db: Queryable,
  hallId: string,
  stationId: string,
  limit: number,
): Promise<SerialLine[]> {
  const rows = await db.query(
    `select prefix, year, serial from serials where hall_id = $1 and station_id = $2
     order by year desc, prefix limit $3`,
    [hallId, stationId, limit],
  );
  return rows.map((row) => ({
    prefix: textOf(row, "prefix"),
    year: wholeOf(row, "year"),
    serial: wholeOf(row, "serial"),
  }));
}
