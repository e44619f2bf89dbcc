import { join } from "node:path";
import Database from "better-sqlite3";

/** Columns that a newer layout moved to another table, by the table where they were, as they are read out of the newer store. */
const MOVED: Record<string, Record<string, string>> = {
  outbox_entries: {
    payload_sealed: "(SELECT payload_sealed FROM newer.outbox_payloads WHERE entry_id = newer.outbox_entries.id)",
  },
};

/** Tables of an earlier layout that have another name now. */
const RENAMED_TABLES: Record<string, string> = {
  readings: "interpretations",
  clock_events: "deadline_events",
  clock_warnings: "deadline_warnings",
};
/** Columns of an earlier layout that have another name now, by the earlier name of their table. */
const RENAMED_COLUMNS: Record<string, Record<string, string>> = {
  readings: { reading: "interpretation" },
  clock_warnings: { clock: "deadline" },
  outbox_entries: { held_epoch: "accepted_epoch", held_position: "accepted_position" },
  attachment_sends: { held: "confirmed_bytes", held_epoch: "accepted_epoch" },
  print_jobs: { held: "pause" },
  publications: { told_at: "notified_at" },
  stations: { elsewhere: "remote" },
  operators: { elsewhere: "remote" },
  attachments: {
    sheet_kind: "document_kind",
    sheet_utility: "document_utility",
    sheet_version: "document_version",
  },
};

const tableNow = (table: string): string => RENAMED_TABLES[table] ?? table;
const columnNow = (table: string, column: string): string => RENAMED_COLUMNS[table]?.[column] ?? column;

/** An earlier release kept the bare value where a newer one keeps `{"v":…,"value":…}`. */
const bare = (column: string): string =>
  `CASE WHEN ${column} LIKE '{"v":%,"value":%' THEN json_extract(${column}, '$.value') ELSE ${column} END`;

/**
 * Makes a store in an earlier layout (its migrations, in order) with the rows of a newer store in the same tables.
 * What a newer layout dropped, as the first text index, stays empty.
 */
export function makePreviousStore(dir: string, migrations: readonly string[], newerFile: string): void {
  const db = new Database(join(dir, "hall.db"));
  migrations.forEach((sql) => db.exec(sql));
  const tables = db
    .prepare<[], string>(
      `SELECT made.name FROM sqlite_schema AS made
        JOIN pragma_table_list AS listed ON listed.name = made.name AND listed.schema = 'main'
        WHERE listed.type = 'table' AND made.name NOT LIKE 'sqlite_%' ORDER BY made.rowid`,
    )
    .pluck()
    .all();
  db.prepare("ATTACH ? AS newer").run(newerFile);
  const newer = new Set(
    db.prepare<[], string>("SELECT name FROM newer.sqlite_schema WHERE type = 'table'").pluck().all(),
  );
  // A copy of the rows alone has no mark beside it, so it has no identity either.
  for (const table of tables.filter((name) => name !== "store_identity" && newer.has(tableNow(name)))) {
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map((column) => column.name);
    const values = columns.map((column) => MOVED[table]?.[column] ?? bare(columnNow(table, column)));
    // A row that a migration made itself gives way to the newer one.
    db.exec(
      `INSERT OR REPLACE INTO ${table} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM newer.${tableNow(table)}`,
    );
  }
  db.exec("DETACH newer");
  db.pragma(`user_version = ${migrations.length}`);
  db.close();
}
