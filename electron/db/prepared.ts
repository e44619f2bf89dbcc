import type { Statement } from "better-sqlite3";
import type { Db } from "./database.ts";

const kept = new WeakMap<Db, Map<string, Statement>>();

/**
 * Returns the statement for a text, prepared once for each open store: preparing costs several times the row it
 * fetches. Use constant texts with bound values only. A statement read with `iterate` is busy until its end, so
 * prepare it separately.
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
