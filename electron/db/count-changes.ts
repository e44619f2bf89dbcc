import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** Rows changed on this connection since it was opened. */
export const countChanges = (db: Db): number => prepared<[], number>(db, "SELECT total_changes()").pluck().get() ?? 0;
