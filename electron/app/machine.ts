import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { missingFonts } from "#station/rendering/fonts.ts";

/** What SQLite says of itself. */
export type Sqlite = { version: string; options: readonly string[] };

/** What the self-test asks of a machine; a test plants faults here. */
export type Machine = {
  platform: string;
  arch: string;
  /** Loads SQLite; throws where it cannot be loaded. */ sqlite: () => Sqlite;
  /** Loads what draws slips; throws where it cannot be loaded. */ loadDrawing: () => void;
  missingFonts: () => string[];
  freeBytes: (dir: string) => number;
  isWritable: (dir: string) => boolean;
};

function loadSqlite(): Sqlite {
  const db = new Database(":memory:");
  try {
    const options = db.pragma("compile_options") as { compile_options: string }[];
    return {
      version: String(db.prepare("SELECT sqlite_version()").pluck().get()),
      options: options.map((each) => each.compile_options),
    };
  } finally {
    db.close();
  }
}

function nearestFolder(dir: string): string {
  let at = dir;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

function canWrite(dir: string): boolean {
  try {
    accessSync(nearestFolder(dir), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The machine that the program runs on. */
export const thisMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  sqlite: loadSqlite,
  // Only its native code: the package itself also reads every font of the system.
  loadDrawing: () => void createRequire(import.meta.url)("@napi-rs/canvas/js-binding.js"),
  missingFonts,
  freeBytes(dir) {
    const { bavail, bsize } = statfsSync(nearestFolder(dir));
    return bavail * bsize;
  },
  isWritable: canWrite,
};
