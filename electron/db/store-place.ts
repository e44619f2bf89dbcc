import { statSync } from "node:fs";
import type { Db } from "./database.ts";

const placed = new WeakMap<Db, string>();

/** What names the file itself, whatever path leads to it; null where there is none. */
function fileAt(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** Remembers which file a store was opened on. */
export function rememberPlace(db: Db): void {
  const file = fileAt(db.name);
  if (file !== null) placed.set(db, file);
}

/** Whether the store still lies where it was opened: a system that lets an open file be removed would go on writing into nothing. */
export function isInPlace(db: Db): boolean {
  const file = placed.get(db);
  return file === undefined || fileAt(db.name) === file;
}
