import type { SerialLine } from "#shared/contract/centre-standing.ts";
import type { EntryReading } from "#central/read-entry.ts";
import { textOf, wholeOf } from "./row.ts";
import type { Queryable } from "./sql.ts";

/** Notes the highest number that each station has given, by prefix and year. */
export async function raiseSerials(tx: Queryable, readings: readonly EntryReading[]): Promise<void> {
  const rows = readings.flatMap(({ entry, serials }) =>
    serials.map((one) => ({ hall_id: entry.hallId, station_id: entry.stationId, ...one })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into serials (hall_id, station_id, prefix, year, serial)
     select hall_id, station_id, prefix, year, max(serial) from json_to_recordset($1::json) as one(hall_id uuid, station_id uuid, prefix text, year int, serial bigint) group by 1, 2, 3, 4
     on conflict (hall_id, station_id, prefix, year) do update set serial = greatest(serials.serial, excluded.serial)`,
    [JSON.stringify(rows)],
  );
}

/** The highest numbers that a station has given as far as the centre has read, newest years first. */
export async function listSerials(
  db: Queryable,
  hallId: string,
  stationId: string,
  limit: number,
): Promise<SerialLine[]> {
  const rows = await db.query(
    "select prefix, year, serial from serials where hall_id = $1 and station_id = $2 order by year desc, prefix limit $3",
    [hallId, stationId, limit],
  );
  return rows.map((row) => ({
    prefix: textOf(row, "prefix"),
    year: wholeOf(row, "year"),
    serial: wholeOf(row, "serial"),
  }));
}
