import { existsSync, lstatSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Removed last: a wipe that was interrupted still finds the hall and goes on. */
const STORE = /^(hall\.db(-wal|-shm|-journal)?|all-sent)$/;
const MARK = /^hall\.mark2?(\.making)?$/;
/** Log and mark from before a restored store was accepted. */
const KEPT = /^kept-\d{14}$/;
const HALF_WRITTEN = /^\.[0-9a-f-]{36}\.tmp$/;
const SHEET = /\.(pdf|png|bin)$/;

const namesIn = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir) : []);
/** A link itself is removed, never what it leads to. */
const isFolder = (path: string): boolean => lstatSync(path).isDirectory();

function removeMatching(dir: string, ...patterns: RegExp[]): void {
  for (const name of namesIn(dir))
    if (patterns.some((pattern) => pattern.test(name))) rmSync(join(dir, name), { recursive: true, force: true });
}

/**
 * Removes matching files from a folder of the hall's own, never through a link. In somebody else's folder, other
 * files may bear the names that documents have here.
 */
function removeInOwn(dir: string, ...patterns: RegExp[]): void {
  if (existsSync(dir) && isFolder(dir)) removeMatching(dir, ...patterns);
}

function removeIfEmpty(dir: string): void {
  if (existsSync(dir) && isFolder(dir) && readdirSync(dir).length === 0) rmdirSync(dir);
}

function removeKeptFiles(dir: string): void {
  for (const part of namesIn(dir)) {
    const folder = join(dir, part);
    if (!/^[0-9a-f]{2}$/.test(part) || !isFolder(folder)) continue;
    removeMatching(folder, /^[0-9a-f]{64}$/, HALF_WRITTEN);
    removeIfEmpty(folder);
  }
}

/** Chromium's files of the window, known by a file that it never goes without. */
function removeWindow(dir: string): void {
  if (existsSync(join(dir, "Local State"))) rmSync(dir, { recursive: true, force: true });
}

function filesUnder(dir: string): string[] {
  return namesIn(dir).flatMap((name) => {
    const path = join(dir, name);
    return isFolder(path) ? filesUnder(path) : [path];
  });
}

/**
 * Removes from a hall's folder what this program put there, the store last. That is documents and attachments, the
 * embedded centre and the window's own files. Whatever else lies there stays, profiles and calendars too; its paths
 * are returned, with `/`. The caller holds the hall's lock.
 */
export function wipeFolder(dir: string): string[] {
  removeKeptFiles(join(dir, "files"));
  removeInOwn(join(dir, "tray"), SHEET, HALF_WRITTEN);
  removeInOwn(join(dir, "centre"), /^pgdata(\.making)?$/, /^enrolment-code(\.[0-9a-f-]{36})?$/, /^centre\.lock/);
  removeInOwn(join(dir, "logs"), /^(station|centre)(\.\d+)?\.log$/);
  removeWindow(join(dir, "window"));
  for (const name of ["files", "tray", "centre", "logs", "window"]) removeIfEmpty(join(dir, name));
  for (const name of namesIn(dir)) if (KEPT.test(name)) removeInOwn(join(dir, name), STORE, MARK);
  for (const name of namesIn(dir)) if (KEPT.test(name)) removeIfEmpty(join(dir, name));
  removeMatching(dir, /^hall\.db\.(before-\d+|migrating(-(journal|wal|shm))?)$/, HALF_WRITTEN);
  // A store without its mark is asked about at its next opening; a mark without its store would be a loss.
  removeMatching(dir, MARK);
  removeMatching(dir, STORE);
  return filesUnder(dir)
    .map((path) => relative(dir, path).split(sep).join("/"))
    .filter((path) => !/^hall\.lock(-journal)?$/.test(path));
}

/** Removes the lock of a wiped folder, once it is let go, and the folder itself where nothing is left in it. */
export function removeWipedFolder(dir: string): void {
  removeMatching(dir, /^hall\.lock(-journal)?$/);
  removeIfEmpty(dir);
}
