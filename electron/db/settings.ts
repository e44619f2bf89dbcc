import type { Db } from "./database.ts";
import { statement } from "./prepared.ts";

/** One setting of this hall, null where it was never set. */
export function findSetting(db: Db, key: string): string | null {
  const row = statement<[string], { value: string }>(db, "SELECT value FROM settings WHERE key = ?").get(key);
  return row?.value ?? null;
}

/** Sets or replaces one setting. */
export function putSetting(db: Db, key: string, value: string): void {
  statement(
    db,
    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ).run(key, value);
}

/** Forgets one setting. */
export function deleteSetting(db: Db, key: string): void {
  statement(db, "DELETE FROM settings WHERE key = ?").run(key);
}
