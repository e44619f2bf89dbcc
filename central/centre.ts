import type { Now } from "../shared/time.ts";
import type { AttemptLimit } from "./attempt-limit.ts";
import type { Sql } from "./db/sql.ts";

/** What every route works with. */
export type Centre = { sql: Sql; now: Now; enrolmentLimit: AttemptLimit };
