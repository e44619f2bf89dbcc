import type { Row } from "./sql.ts";

/** Reads a text column; throws where a statement and its reader disagree. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`column ${column} is not text`);
  return value;
}

/** Reads a text column that may be null. */
export const nullableTextOf = (row: Row, column: string): string | null =>
  row[column] === null ? null : textOf(row, column);

/** Reads a whole-number column; PostgreSQL hands a `bigint` over as text. */
export function wholeOf(row: Row, column: string): number {
  const value = Number(row[column]);
  if (!Number.isSafeInteger(value)) throw new TypeError(`column ${column} is not a whole number`);
  return value;
}

/** Writes an instant column the way the contract does: UTC, milliseconds, `Z`. */
export const asInstant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
