import { join } from "node:path";
import Database from "better-sqlite3";

/** An entry of a hall's outbox as it lies in the store. */
export type StoredEntry = {
  id: string;
  key: string;
  application_id: string;
  sequence: number;
  state: string;
  attempts: number;
  receipt: string | null;
  payload_hash: string;
};

/** Reads the outbox of a hall that is not open, by a connection of the test's own, in the order in which it was made. */
export function readOutbox(dataDir: string): StoredEntry[] {
  const db = new Database(join(dataDir, "hall.db"));
  try {
    if (db.pragma("quick_check", { simple: true }) !== "ok") throw new Error("the store is damaged");
    return db
      .prepare<[], StoredEntry>(
        "SELECT id, key, application_id, sequence, state, attempts, receipt, payload_hash FROM outbox_entries ORDER BY rowid",
      )
      .all();
  } finally {
    db.close();
  }
}
