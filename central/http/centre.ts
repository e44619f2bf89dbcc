import type { Now } from "#shared/time/instant.ts";
import type { AttemptLimit } from "./rate-limit.ts";
import type { Indexer } from "#central/indexer/indexer.ts";
import type { PushQueue } from "#central/domain/push-queue.ts";
import type { ReadCopy } from "#central/db/read-copy.ts";
import type { Register } from "./routes/register.ts";
import type { Sql } from "#central/db/sql.ts";

/** What every route works with; `callLimit` counts the calls of each station and office, `register` is where look-ups are answered from. */
export type Centre = {
  sql: Sql;
  now: Now;
  enrolmentLimit: AttemptLimit;
  callLimit: AttemptLimit;
  register: Register;
  indexer: Indexer;
  copy: ReadCopy;
  pushes: PushQueue;
};
