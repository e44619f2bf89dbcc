import type { Now } from "#shared/time/instant.ts";
import type { ReadCopy } from "#central/db/read-copy.ts";
import type { Sql } from "#central/db/sql.ts";
import type { PushQueue } from "#central/domain/push-queue.ts";
import type { Indexer } from "#central/indexer/indexer.ts";
import type { Log } from "#central/lib/log.ts";
import type { AttemptLimit, StrangerLimit } from "./rate-limit.ts";
import type { Register } from "./routes/register.ts";

/** What every route works with. */
export type Centre = {
  sql: Sql;
  now: Now;
  log: Log;
  /** Counts enrolment tries of each hall from each address. */
  enrolmentLimit: AttemptLimit;
  /** Counts the tries from each address, whatever hall they name. */
  addressLimit: AttemptLimit;
  /** Counts the calls of each station and agency. */
  callLimit: AttemptLimit;
  /** Counts tokens that nobody has, by address. */
  strangerLimit: StrangerLimit;
  /** Answers the look-ups of companies and projects. */
  register: Register;
  indexer: Indexer;
  copy: ReadCopy;
  pushes: PushQueue;
};
