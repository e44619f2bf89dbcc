import { createBackgroundLoop, type BackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { CALM_MS, openCheckpointWork } from "#station/db/checkpoint.ts";
import type { Db } from "#station/db/database.ts";

/**
 * Works the log into the store, mostly while nobody writes, until it is closed. `flushMark` puts the mark on the disk
 * in the same turn.
 */
export function checkpointWhenCalm(db: Db, deps: LoopDeps, flushMark?: () => Promise<void>): BackgroundLoop<void> {
  const work = openCheckpointWork(db);
  const loop = createBackgroundLoop<void>(deps, {
    doing: "working the write-ahead log in",
    runOnce() {
      work();
      return flushMark?.();
    },
    nothing: undefined,
    sleepMs: () => CALM_MS,
    sleepsFirst: true,
  });
  loop.start();
  return loop;
}
