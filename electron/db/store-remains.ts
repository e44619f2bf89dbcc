import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { MARK_FILES } from "./store-mark.ts";

/** What a hall leaves in its folder beside `hall.db`. Logs, rules and certificates may lie there before the hall does. */
const LEFT_BY_A_HALL: ReadonlySet<string> = new Set([
  "hall.db-wal",
  "hall.db-shm",
  ...MARK_FILES,
  "all-sent",
  "files",
  "tray",
  "centre",
]);

/** What lies in a folder: a store, nothing of a hall, or the rest of a hall whose store is gone or empty. */
export type StoreRemains = { kind: "store" } | { kind: "nothing" } | { kind: "gone" | "empty"; remains: string[] };

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    // No folder yet, or none that can be read: opening the store says which.
    return [];
  }
}

/**
 * Looks at a folder before SQLite does: given an empty `hall.db`, SQLite removes the log beside it, and with the log all
 * that could have been saved.
 */
export function inspectRemains(dir: string): StoreRemains {
  const store = statSync(join(dir, "hall.db"), { throwIfNoEntry: false });
  if (store !== undefined && store.size > 0) return { kind: "store" };
  const remains = namesIn(dir).filter(
    (name) => LEFT_BY_A_HALL.has(name) || /^hall\.db\.(before-\d+|migrating)$/.test(name),
  );
  if (remains.length === 0) return { kind: "nothing" };
  return { kind: store === undefined ? "gone" : "empty", remains: remains.toSorted() };
}
