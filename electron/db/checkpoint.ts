import { statSync } from "node:fs";
import { countChanges } from "./count-changes.ts";
import type { Db } from "./database.ts";

/** How often the log is looked at, and how long the store must be idle to be called calm, in milliseconds. */
export const CALM_MS = 2_000;
/** A log of this size is worked in even while writing goes on; a small one waits until nobody has to wait for it. */
const MAX_WAITING_BYTES = 1_000_000;
/** A worked-in log of this size is cut back to nothing. SQLite would keep its largest size for good. */
const MAX_KEPT_BYTES = 4_000_000;

const logBytes = (db: Db): number => statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;

/** Works the log in; true where nothing of it is left to do. It waits for no reader. */
function checkpoint(db: Db, mode: "PASSIVE" | "TRUNCATE"): boolean {
  const [answer] = db.pragma(`wal_checkpoint(${mode})`) as { busy: number; log: number; checkpointed: number }[];
  return answer !== undefined && answer.busy === 0 && answer.log === answer.checkpointed;
}

/** Works the whole log in and cuts it back to nothing; false where somebody reads in it at this moment. */
export function emptyLog(db: Db): boolean {
  const waitMs = Number(db.pragma("busy_timeout", { simple: true }));
  db.pragma("busy_timeout = 0");
  try {
    return checkpoint(db, "TRUNCATE");
  } finally {
    db.pragma(`busy_timeout = ${waitMs}`);
  }
}

/** Stores whose log still holds what a person discarded. */
const toEmpty = new WeakSet<Db>();

/**
 * Takes what a person discarded out of the log as well; call it after the commit. A reader or a full disk puts it off
 * until the next background work.
 */
export function forgetDiscarded(db: Db): void {
  toEmpty.add(db);
  try {
    if (emptyLog(db)) toEmpty.delete(db);
  } catch {
    // The act is committed, and the background work tells of a disk that takes nothing.
  }
}

/**
 * Checkpoints the log (WAL) in each call, at the latest when it has grown. An intake that has to do it takes several
 * times as long, so most of it is done while nobody writes.
 */
export function openCheckpointWork(db: Db): () => void {
  let seen = countChanges(db);
  let isDone = true;
  return () => {
    if (toEmpty.has(db) && emptyLog(db)) toEmpty.delete(db);
    const now = countChanges(db);
    const isCalm = now === seen;
    if (!isCalm) isDone = false;
    seen = now;
    if (isCalm ? isDone : logBytes(db) < MAX_WAITING_BYTES) return;
    isDone = checkpoint(db, "PASSIVE");
    if (isDone && logBytes(db) > MAX_KEPT_BYTES) emptyLog(db);
  };
}
