import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** How long nothing must have been written before the log is worked in, in milliseconds. */
export const CALM_MS = 2_000;

const changes = (db: Db): number => prepared<[], { n: number }>(db, "SELECT total_changes() AS n").get()?.n ?? 0;

/**
 * Works the log (WAL) into the store while nobody writes: an accept that has to do it takes several times as long.
 * `every` calls until it is stopped; a hall that is never calm falls back on SQLite's own limit.
 */
export function checkpointWhenCalm(
  db: Db,
  every: (ms: number, run: () => void) => () => void,
  onError: (error: unknown) => void,
): () => void {
  let seen = changes(db);
  let worked = seen;
  return every(CALM_MS, () => {
    try {
      const now = changes(db);
      if (now === seen && now !== worked) {
        db.pragma("wal_checkpoint(PASSIVE)");
        worked = now;
      }
      seen = now;
    } catch (error) {
      onError(error);
    }
  });
}
