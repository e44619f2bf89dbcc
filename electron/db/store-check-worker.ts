import Database from "better-sqlite3";
import { parentPort, workerData } from "node:worker_threads";

const { file, depth } = workerData as { file: string; depth: "quick" | "deep" };

/** What a check of the store says; null where it could not be looked at, which is no damage. */
function check(): string | null {
  try {
    const db = new Database(file, { readonly: true });
    try {
      return String(db.pragma(depth === "deep" ? "integrity_check(1)" : "quick_check(1)", { simple: true }));
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|BUSY|LOCKED)/.test(error.code)) return null;
    throw error;
  }
}

const answer = check();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
if (answer !== null) parentPort?.postMessage(answer);
