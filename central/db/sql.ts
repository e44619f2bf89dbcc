/** A value that may be bound to a statement; instants and identifiers travel as text, bytes as they are. */
export type SqlValue = string | number | boolean | Uint8Array | null;

/** One row as either store returns it; `bigint` columns may come as text or number. */
export type Row = Record<string, unknown>;

/** Runs one statement with bound values; the only way to reach a store. */
export type Query = (text: string, params?: readonly SqlValue[]) => Promise<Row[]>;

/** What a table file needs: a store, or a transaction on it. */
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
