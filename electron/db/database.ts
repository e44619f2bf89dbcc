import { existsSync, statSync } from "node:fs";
import Database from "better-sqlite3";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem, ProblemError } from "#shared/lib/problem.ts";
import { allMigrations } from "./migrations/all-migrations.ts";
import { countChanges } from "./count-changes.ts";
import { applyMigrations, migrateOnCopy } from "./migrate.ts";
import { checkStore, isCheckedFirst } from "./store-check.ts";
import { damagedStore } from "./store-faults.ts";
import { isDamage, isDiskFault, isStoreTrouble, keptOf, safetyOf, storeReason } from "./store-reason.ts";

const placed = new WeakMap<Db, string>();

/** The identity of the file itself, whatever path leads to it; null if there is no file. */
function fileAt(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** Remembers which file a store was opened on. */
export function rememberPlace(db: Db): void {
  const file = fileAt(db.name);
  if (file !== null) placed.set(db, file);
}

/**
 * Whether the store is still where it was opened. On a system that lets an open file be removed, later writes would
 * be lost.
 */
function isInPlace(db: Db): boolean {
  const file = placed.get(db);
  return file === undefined || fileAt(db.name) === file;
}

/** An open hall store; every function of this folder takes it first. */
export type Db = Database.Database;

/** Why a store could not be opened, in words that claim no more than is known. */
export function cannotOpen(file: string, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const reason = storeReason(error);
  if (isDamage(error)) return damagedStore(reason).causedBy(error);
  return problem(
    "store-unusable",
    bilingual(`无法打开数据文件：${reason.zh}`, `The store cannot be opened: ${reason.en}`),
    // Why it cannot be opened is not known for certain, so nothing more is claimed than what was done.
    isDiskFault(error) ? safetyOf(error) : NOTHING_WRITTEN,
    bilingual(
      `请检查文件夹是否可写、磁盘是否已满：${file}`,
      `Check that the folder is writable and the disk is not full: ${file}`,
    ),
  );
}

/**
 * Sets WAL with FULL on every connection. A WAL file otherwise reopens with NORMAL, and a power cut may then undo
 * commits.
 */
export function configure(db: Db): void {
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.pragma("busy_timeout = 5000");
  // What a person discards is overwritten, not only let go.
  db.pragma("secure_delete = ON");
  // 32 MB of log instead of 4, for an act that writes more than the background work can keep up with.
  db.pragma("wal_autocheckpoint = 8000");
}

/** A layout unknown to this program is neither written nor read, because its content could be misread. */
export function refuseNewer(done: number): void {
  if (done > allMigrations.length) {
    throw problem(
      "store-newer",
      bilingual(
        `数据文件由更新的版本写成（第 ${done} 版，本程序认识到第 ${allMigrations.length} 版）。`,
        `The store was written by a newer version (${done}; this program knows ${allMigrations.length}).`,
      ),
      NOTHING_WRITTEN,
      bilingual("请安装新版本后再打开。", "Install the newer version and open it again."),
    );
  }
}

/** Whether a store that is only read has the layout of this program; an older one is migrated when it opens for work. */
export const isCurrentLayout = (db: Db): boolean =>
  Number(db.pragma("user_version", { simple: true })) === allMigrations.length;

/** Throws where a store does not hold together. */
export function refuseDamaged(db: Db): void {
  const fault = checkStore(db);
  if (fault !== null) throw damagedStore(bilingual(fault, fault));
}

function openToWrite(file: string): Db {
  try {
    const db = new Database(file);
    configure(db);
    return db;
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

/**
 * Opens the store for writing, checks it, and migrates an older one, which stays beside it. A large store that was
 * closed in order is not checked. `beforeWriting` may refuse the store before the first byte of it changes.
 */
export async function openDatabase(
  file: string,
  { isChecked = false, beforeWriting }: { isChecked?: boolean; beforeWriting?: () => void } = {},
): Promise<Db> {
  const checkFirst = !isChecked && isCheckedFirst(file);
  let db = openToWrite(file);
  try {
    if (checkFirst) refuseDamaged(db);
    const done = Number(db.pragma("user_version", { simple: true }));
    refuseNewer(done);
    beforeWriting?.();
    if (done === 0) applyMigrations(db);
    else if (done < allMigrations.length) {
      await migrateOnCopy(db, file);
      db = openToWrite(file);
    }
  } catch (error) {
    db.close();
    throw cannotOpen(file, error);
  }
  rememberPlace(db);
  return db;
}

/**
 * Undoes the half step of a program that was killed while it made or migrated a store. Only then is there a rollback journal, and
 * SQLite acts on it when it opens a store for writing, never when it only reads.
 */
export function undoHalfStep(file: string): void {
  if (!existsSync(`${file}-journal`)) return;
  try {
    const db = new Database(file);
    db.pragma("user_version");
    db.close();
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

/** Opens an existing store read-only beside a running hall. */
export function readDatabase(file: string): Db {
  if (!existsSync(file)) throw cannotOpen(file, new Error("没有这个文件 / no such file"));
  try {
    const db = new Database(file, { readonly: true });
    db.pragma("busy_timeout = 5000");
    try {
      // The first query touches the file, so an unusable folder is reported now and not in the middle of a command.
      refuseNewer(Number(db.pragma("user_version", { simple: true })));
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

/** Runs a write. A full disk or a lost folder becomes a problem, and nothing of the act is kept. */
export function writing<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Database.SqliteError && isStoreTrouble(error)) {
      const reason = storeReason(error);
      if (isDamage(error)) throw damagedStore(reason).causedBy(error);
      throw problem(
        "store-write-failed",
        bilingual(`没能写入数据：${reason.zh}`, `Writing failed: ${reason.en}`),
        keptOf(error),
        bilingual(
          "请腾出磁盘空间或检查文件夹权限，然后重试。",
          "Free disk space or check the folder's permissions, then try again.",
        ),
      );
    }
    throw error;
  }
}

/** Reads one consistent snapshot, whatever another process writes meanwhile. */
export const readingOnce = <T>(db: Db, act: () => T): T => db.transaction(act).deferred();

/** What goes along with each commit that changes a row: inside its transaction, and after it. */
export type CommitFollower = { beforeCommit: () => void; afterCommit: () => void };

const followers = new WeakMap<Db, CommitFollower>();

/** Lets a follower go along with the commits of a store from now on. */
export const followCommits = (db: Db, follower: CommitFollower): void => void followers.set(db, follower);

/** Commits an act; a follower hears of it only where it changed a row, so that an act of nothing writes nothing. */
function commit<T>(db: Db, act: () => T): T {
  const follower = followers.get(db);
  // A transaction inside another is part of its commit.
  if (follower === undefined || db.inTransaction) return db.transaction(act).immediate();
  let isChanged = false;
  const before = countChanges(db);
  const result = db
    .transaction(() => {
      const made = act();
      isChanged = countChanges(db) !== before;
      if (isChanged) follower.beforeCommit();
      return made;
    })
    .immediate();
  if (isChanged) follower.afterCommit();
  return result;
}

/**
 * Runs one act as one transaction, with the problems of {@link writing}. Refuses if the store was moved or removed
 * meanwhile.
 */
export function transaction<T>(db: Db, act: () => T): T {
  if (isInPlace(db)) return writing(() => commit(db, act));
  throw problem(
    "store-gone",
    bilingual(
      "数据文件夹已被移动、改名或删除，无法写入。",
      "The hall's folder was moved, renamed or removed; nothing can be written.",
    ),
    bilingual(
      "本次操作没有保存任何内容；之前保存的数据在原来的文件中。",
      "Nothing of this act was kept; what was saved before is in the file that was moved.",
    ),
    bilingual(
      "请停止受理，把文件夹放回原处后重新打开程序；找不到时联系管理员。",
      "Stop taking applications, put the folder back and open the program again; tell the administrator if it is lost.",
    ),
  );
}

/** Runs part of an act in a savepoint of its transaction. If it throws, only that part is undone. */
export const inSavepoint = <T>(db: Db, act: () => T): T => db.transaction(act)();
