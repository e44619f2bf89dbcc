import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { countUnsentAttachments } from "#station/db/attachment-sends.ts";
import { countByState } from "#station/db/outbox-entries.ts";
import type { Db } from "#station/db/database.ts";

/**
 * An empty file beside the store of a hall that was closed in order with everything sent. Uninstallers cannot read
 * the store; they remove the program only where this file is.
 */
export const CLEAN_SHUTDOWN_MARKER = "all-sent";

const markerOf = (dir: string): string => join(dir, CLEAN_SHUTDOWN_MARKER);

/** Makes a name that came or went survive a power cut; Windows cannot open a folder and does not need it. */
function syncFolder(dir: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dir, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Removes the marker before anything can be written, so that a hall that breaks off has none. Throws what the file
 * system throws.
 */
export function removeCleanShutdownMarker(dir: string): void {
  if (!existsSync(markerOf(dir))) return;
  rmSync(markerOf(dir));
  syncFolder(dir);
}

/**
 * Writes the marker when a hall is closed with nothing unsent. A failed write is no error: without the marker the
 * uninstaller refuses.
 */
export function writeCleanShutdownMarker(dir: string, db: Db): void {
  try {
    const { waiting, sending, quarantined } = countByState(db);
    if (waiting + sending + quarantined + countUnsentAttachments(db).waiting > 0) return;
    writeFileSync(markerOf(dir), "");
    syncFolder(dir);
  } catch {
    // The next orderly close sets it.
  }
}
