import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** Takes the next serial of a station's year, from 1; call it inside the transaction that uses the number. */
export function takeSerial(db: Db, prefix: string, year: number): number {
  const row = prepared<[string, number], { last_serial: number }>(
    db,
    `INSERT INTO number_series (prefix, year, last_serial) VALUES (?, ?, 1)
       ON CONFLICT (prefix, year) DO UPDATE SET last_serial = last_serial + 1
       RETURNING last_serial`,
  ).get(prefix, year);
  if (!row) throw new Error("number_series returned no row");
  return row.last_serial;
}

/** The last serial of a series; null if the prefix has none in that year. */
export const findSerial = (db: Db, prefix: string, year: number): number | null =>
  prepared<[string, number], number>(db, "SELECT last_serial FROM number_series WHERE prefix = ? AND year = ?")
    .pluck()
    .get(prefix, year) ?? null;

/** Whether this station ever gave numbers under a prefix. */
export const hasSeries = (db: Db, prefix: string): boolean =>
  prepared<[string], number>(db, "SELECT 1 FROM number_series WHERE prefix = ? LIMIT 1").pluck().get(prefix) !==
  undefined;

/** Raises a series to at least a serial that the centre knows. Returns the serial before; null if nothing changed. */
export function raiseSeries(db: Db, prefix: string, year: number, serial: number): number | null {
  const before = findSerial(db, prefix, year) ?? 0;
  if (before >= serial) return null;
  prepared(
    db,
    `INSERT INTO number_series (prefix, year, last_serial) VALUES (?, ?, ?) ON CONFLICT (prefix, year)
       DO UPDATE SET last_serial = excluded.last_serial`,
  ).run(prefix, year, serial);
  return before;
}
