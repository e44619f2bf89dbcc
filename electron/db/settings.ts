import type { Db } from "./database.ts";
import { noteGuarded } from "./guarded-rows.ts";
import { prepared } from "./prepared.ts";

/** One setting of this hall; null if it was never set. */
export function findSetting(db: Db, key: string): string | null {
  const row = prepared<[string], { value: string }>(db, "SELECT value FROM settings WHERE key = ?").get(key);
  return row?.value ?? null;
}

/** Sets or replaces one setting. */
export function putSetting(db: Db, key: string, value: string): void {
  noteGuarded(db, "settings", key);
  prepared(
    db,
    "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ).run(key, value);
}

/** Deletes one setting. */
export function deleteSetting(db: Db, key: string): void {
  noteGuarded(db, "settings", key);
  prepared(db, "DELETE FROM settings WHERE key = ?").run(key);
}
