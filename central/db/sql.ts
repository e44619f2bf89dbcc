/** A value bound to a statement; instants and identifiers are text. */
export type SqlValue = string | number | boolean | Uint8Array | null;

/** One row as either store returns it; `bigint` columns may come as text or number. */
export type Row = Record<string, unknown>;

/** Runs one statement with bound values; the only way to reach a store. */
export type Query = (text: string, params?: readonly SqlValue[]) => Promise<Row[]>;

/** A store, or a transaction on it. */
export type Queryable = { query: Query };

/** The store behind the centre (PostgreSQL, or PGlite for a demonstration). */
export type Sql = Queryable & {
  readonly store: "postgresql" | "pglite";
  /** True only where a commit survives a power cut. */
  readonly durable: boolean;
  /** Commits when `work` resolves, rolls back when it throws. */
  transaction: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
};

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

/** Reads a column of bytes. */
export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw new TypeError(`column ${column} is not bytes`);
  return value;
}

/** Formats an instant column as the contract does: UTC, milliseconds, `Z`. */
export const asInstant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
