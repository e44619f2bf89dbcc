import { createBackgroundLoop, type BackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { CALM_MS, openCheckpointWork } from "#station/db/checkpoint.ts";
import type { Db } from "#station/db/database.ts";

/** Works the log into the store while nobody writes, until it is closed. A station that is never calm falls back on SQLite's own limit. */
export function checkpointWhenCalm(db: Db, deps: LoopDeps): BackgroundLoop<void> {
  const loop = createBackgroundLoop<void>(deps, {
    doing: "working the write-ahead log in",
    runOnce: openCheckpointWork(db),
    nothing: undefined,
    sleepMs: () => CALM_MS,
    sleepsFirst: true,
  });
  loop.start();
  return loop;
}
