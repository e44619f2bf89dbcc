import type { Db } from "#station/db/database.ts";

/** What SQLite gives back in a row of this store. */
export type Value = string | number | null;
/** The rows that one act wrote, table by table, in the order of their foreign keys. */
export type WrittenRows = { table: string; values: Value[] }[];

/**
 * The statements of intake, and how to find the rows of one application. The station's counter is one row that each
 * intake updates.
 */
const TABLES = [
  ["number_series", ":id IS NOT NULL"],
  ["applications", "id = :id"],
  ["case_keys", "application_row = (SELECT rowid FROM applications WHERE id = :id)"],
  ["contacts", "application_id = :id"],
  ["deadline_events", "application_id = :id"],
  ["outbox_entries", "application_id = :id"],
  ["outbox_payloads", "entry_id IN (SELECT id FROM outbox_entries WHERE application_id = :id)"],
  ["print_jobs", "application_id = :id"],
  ["audit", "subject = :id"],
] as const;

/** Reads back every row that the intake of one application wrote. */
export const rowsOf = (db: Db, applicationId: string): WrittenRows =>
  TABLES.flatMap(([table, where]) =>
    db
      .prepare<{ id: string }, Value[]>(`SELECT * FROM ${table} WHERE ${where}`)
      .raw()
      .all({ id: applicationId })
      .map((values) => ({ table, values })),
  );

/** The bytes of those rows as text. */
export const bytesOf = (rows: WrittenRows): Buffer => Buffer.from(rows.flatMap((row) => row.values).join("\n"));

/** The least a store can do for an act: statements prepared once, values at hand, one transaction. */
export function bareWriter(db: Db): (rows: WrittenRows) => void {
  const statements = new Map(
    TABLES.map(([table]) => {
      const columns = db.pragma(`table_info(${table})`) as unknown[];
      return [
        table as string,
        db.prepare(
          `INSERT ${table === "number_series" ? "OR REPLACE " : ""}INTO ${table} VALUES (${columns.map(() => "?").join(", ")})`,
        ),
      ];
    }),
  );
  return db.transaction((rows: WrittenRows) => {
    for (const row of rows) statements.get(row.table)?.run(...row.values);
  }).immediate;
}
