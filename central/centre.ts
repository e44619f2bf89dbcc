import type { Now } from "#shared/time.ts";
import type { AttemptLimit } from "./attempt-limit.ts";
import type { Reader } from "./reader.ts";
import type { PushQueue } from "./push-queue.ts";
import type { ReadCopy } from "./read-copy.ts";
import type { Register } from "./register.ts";
import type { Sql } from "./db/sql.ts";

/** What every route works with; `callLimit` counts the calls of each station and office, `register` is where look-ups are answered from. */
export type Centre = {
  sql: Sql;
  now: Now;
  enrolmentLimit: AttemptLimit;
  callLimit: AttemptLimit;
  register: Register;
  reader: Reader;
  copy: ReadCopy;
  pushes: PushQueue;
};
