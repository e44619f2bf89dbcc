import { type Queryable, textOf } from "./sql.ts";

/** The tables that grow with every record. */
const GROWING = ["entries", "intakes", "intake_topics", "case_keys", "feed_items"];

/**
 * Renews the planner's statistics of these tables, or of all. No statement depends on them: each is written so that it
 * uses its index without any. They are a second safety.
 */
export async function renewStatistics(db: Queryable, tables: "growing" | "all"): Promise<void> {
  if (tables === "growing") {
    await db.query(`analyze ${GROWING.join(", ")}`);
    return;
  }
  const rows = await db.query(
    "select quote_ident(tablename) as name from pg_tables where schemaname = current_schema() order by tablename",
  );
  await db.query(`analyze ${rows.map((row) => textOf(row, "name")).join(", ")}`);
}
