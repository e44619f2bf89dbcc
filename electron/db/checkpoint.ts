import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** How long the store must be idle before a checkpoint, in milliseconds. */
export const CALM_MS = 2_000;

const changes = (db: Db): number => prepared<[], { n: number }>(db, "SELECT total_changes() AS n").get()?.n ?? 0;

/**
 * Checkpoints the log (WAL) if nothing was written since the last call. An intake that has to do it takes several
 * times as long.
 */
export function openCheckpointWork(db: Db): () => void {
  let seen = changes(db);
  let worked = seen;
  return () => {
    const now = changes(db);
    if (now === seen && now !== worked) {
      db.pragma("wal_checkpoint(PASSIVE)");
      worked = now;
    }
    seen = now;
  };
}
