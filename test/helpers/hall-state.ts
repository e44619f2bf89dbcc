import { join } from "node:path";
import Database from "better-sqlite3";
import { findBrokenLink } from "#station/db/audit.ts";

/** What a hall's store holds of the application made under one key, read by a connection of the test's own. */
export type KeyState = {
  applications: number;
  acceptanceNumber: string | null;
  contacts: number;
  clockEvents: number;
  audits: number;
  entries: number;
  entryState: string | null;
  printJobs: string[];
  lastSerial: number;
  total: number;
};

/** Opens the store as the next start would, checks it whole, and reads what is there under a key; null where no store was begun. */
export function readKeyState(dataDir: string, key: string): KeyState | null {
  const db = new Database(join(dataDir, "hall.db"));
  try {
    if (db.pragma("quick_check", { simple: true }) !== "ok") throw new Error("the store is damaged");
    if (db.pragma("user_version", { simple: true }) === 0) return null;
    if (findBrokenLink(db) !== null) throw new Error("the audit chain is broken");
    if ((db.pragma("foreign_key_check") as unknown[]).length > 0) throw new Error("a row points nowhere");
    const one = <T>(sql: string, value: string): T | null => db.prepare<[string], T>(sql).pluck().get(value) ?? null;
    const many = <T>(sql: string, value: string): T[] => db.prepare<[string], T>(sql).pluck().all(value);
    const count = (sql: string): number => many(sql, key).length;
    const id = one<string>("SELECT id FROM applications WHERE intake_key = ?", key) ?? "none";
    return {
      applications: count("SELECT id FROM applications WHERE intake_key = ?"),
      acceptanceNumber: one("SELECT acceptance_number FROM applications WHERE intake_key = ?", key),
      contacts: many("SELECT seq FROM contacts WHERE application_id = ?", id).length,
      clockEvents: many("SELECT event FROM deadline_events WHERE application_id = ?", id).length,
      audits: many("SELECT seq FROM audit WHERE verb = 'application.accepted' AND subject = ?", id).length,
      entries: count("SELECT id FROM outbox_entries WHERE key = ?"),
      entryState: one("SELECT state FROM outbox_entries WHERE key = ?", key),
      printJobs: many<string>("SELECT outcome FROM print_jobs WHERE application_id = ? ORDER BY kind", id),
      lastSerial: db.prepare<[], number>("SELECT coalesce(max(last_serial), 0) FROM number_series").pluck().get() ?? -1,
      total: db.prepare<[], number>("SELECT count(*) FROM applications").pluck().get() ?? -1,
    };
  } finally {
    db.close();
  }
}
