import type { Instant } from "#shared/time/instant.ts";
import { CHAIN_START, type ChainPlace } from "./audit.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** The last serial that was given under a prefix in a year. */
export type LastSerial = { prefix: string; year: number; serial: number };

/** How far a store has come: which store it is, its commits, its newest audit entry, and its number series. */
export type StorePosition = {
  store: string;
  commits: number;
  audit: ChainPlace & { at: Instant | null };
  series: LastSerial[];
};

const hasIdentityTable = (db: Db): boolean =>
  prepared<[], number>(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'store_identity'").pluck().get() === 1;

/** How far a store has come; null for one that never had an identity: new, or from a release before marks. */
export function findPosition(db: Db): StorePosition | null {
  if (!hasIdentityTable(db)) return null;
  const row = prepared<[], { id: string; commits: number }>(db, "SELECT id, commits FROM store_identity").get();
  if (row === undefined) return null;
  const last = prepared<[], ChainPlace & { at: Instant }>(
    db,
    "SELECT seq, hash, at FROM audit ORDER BY seq DESC LIMIT 1",
  ).get();
  return {
    store: row.id,
    commits: row.commits,
    audit: last ?? { ...CHAIN_START, at: null },
    series: listSeries(db),
  };
}

/** Every number series of this station, by prefix and year. */
export const listSeries = (db: Db): LastSerial[] =>
  prepared<[], LastSerial>(
    db,
    "SELECT prefix, year, last_serial AS serial FROM number_series ORDER BY prefix, year",
  ).all();

/** Gives a store its identity; it never changes again. */
export function insertIdentity(db: Db, id: string): void {
  prepared(db, "INSERT INTO store_identity (only_row, id, commits) VALUES (1, ?, 1)").run(id);
}

/** Counts a commit; call it inside the transaction that is counted. */
export function countCommit(db: Db): void {
  prepared(db, "UPDATE store_identity SET commits = commits + 1").run();
}

/** Raises the count of commits above one that a mark shows, so that this mark is not taken for a later one. */
export function raiseCommits(db: Db, above: number): void {
  prepared(db, "UPDATE store_identity SET commits = max(commits, ?)").run(above);
}

/** The hash of an audit entry; the start of the chain for 0, null where there is no such entry. */
export const findAuditHash = (db: Db, seq: number): string | null =>
  seq === 0
    ? CHAIN_START.hash
    : (prepared<[number], string>(db, "SELECT hash FROM audit WHERE seq = ?").pluck().get(seq) ?? null);
