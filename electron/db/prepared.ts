import type { Statement } from "better-sqlite3";
import type { Db } from "./database.ts";

const kept = new WeakMap<Db, Map<string, Statement>>();

/**
 * The statement of a text, prepared once for each open store: preparing costs several times the row it fetches.
 * Give it constant texts with bound values only. A statement that is read by `iterate` must be prepared apart, as it is busy until its end.
 */
export function prepared<Values extends unknown[] = unknown[], Row = unknown>(
  db: Db,
  sql: string,
): Statement<Values, Row> {
  const ofStore = kept.get(db) ?? new Map<string, Statement>();
  kept.set(db, ofStore);
  const cached = ofStore.get(sql) ?? db.prepare(sql);
  ofStore.set(sql, cached);
  return cached as Statement<Values, Row>;
}
