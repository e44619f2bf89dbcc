import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { ProblemError } from "#shared/lib/problem.ts";
import {
  cannotOpen,
  followCommits,
  openDatabase,
  readDatabase,
  refuseDamaged,
  transaction,
  undoHalfStep,
  type Db,
} from "./database.ts";
import { openDatabaseBeside } from "./database-beside.ts";
import { emptyLog } from "./checkpoint.ts";
import { continuesStore } from "./log-owner.ts";
import { scanLog } from "./log-scan.ts";
import {
  behindMark,
  damagedLog,
  goneStore,
  logOfAnother,
  markUnknown,
  missingNumbers,
  notOfMark,
} from "./store-faults.ts";
import { isCheckedFirst } from "./store-check.ts";
import { openMark, readMark, type MarkReading, type OpenMark } from "./store-mark.ts";
import { countCommit, findAuditHash, findPosition, insertIdentity, type StorePosition } from "./store-position.ts";
import { inspectRemains } from "./store-remains.ts";

const storeIn = (dir: string): string => join(dir, "hall.db");

/** Where the store is gone or empty among the files of a hall, throws; otherwise says whether there is a store. */
export function refuseGone(dir: string): { isThere: boolean } {
  const found = inspectRemains(dir);
  if (found.kind === "gone" || found.kind === "empty") throw goneStore(dir, found.kind, found.remains);
  return { isThere: found.kind === "store" };
}

function refuseBehind(db: Db, { mark, isSingle }: Extract<MarkReading, { kind: "read" }>): void {
  const stored = findPosition(db);
  if (stored === null) {
    // A mark is made before the store gets its identity; a program that ended in between left it behind.
    if (mark.commits === 0) return;
    throw behindMark(mark, null);
  }
  if (stored.store !== mark.store) throw notOfMark();
  if (stored.commits < mark.commits || stored.audit.seq < mark.audit.seq) throw behindMark(mark, stored);
  if (missingNumbers(mark.series, stored.series).length > 0) throw behindMark(mark, stored);
  // The copy that cannot be read may have known more: both are written with each act.
  if (isSingle && stored.commits > mark.commits + 1) throw markUnknown(true);
  if (findAuditHash(db, mark.audit.seq) !== mark.audit.hash) throw notOfMark();
}

/**
 * Compares a store with the mark beside it. A store that is ahead is sound: the program ended between a commit and its
 * mark. A store that is behind lost something.
 */
function refuseLess(db: Db, reading: MarkReading): void {
  if (reading.kind === "damaged") throw markUnknown(true);
  if (reading.kind === "read") return refuseBehind(db, reading);
  if (findPosition(db) !== null) throw markUnknown(false);
}

/** Looks into a store without changing it. Where `isRefused`, what SQLite made beside it for the look goes again. */
function lookInto<T>(dir: string, look: (db: Db) => T, isRefused: (seen: T) => boolean): T {
  const file = storeIn(dir);
  const made = ["-shm", "-wal"].map((end) => `${file}${end}`).filter((path) => !existsSync(path));
  const removeMade = (): void => made.forEach((path) => rmSync(path, { force: true }));
  try {
    const db = readDatabase(file);
    let seen: T;
    try {
      seen = look(db);
    } finally {
      db.close();
    }
    if (isRefused(seen)) removeMade();
    return seen;
  } catch (error) {
    removeMade();
    throw cannotOpen(file, error);
  }
}

function faultOf(check: () => void): ProblemError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** What a folder's store lacks of what was saved in it; `fault` is null where nothing is known to be missing. */
export type Shortfall = { fault: ProblemError | null; mark: StorePosition | null; stored: StorePosition | null };

/**
 * Looks at a store without changing it, but for a half step that is undone first. Throws where it is gone, or damaged
 * beyond being read. The caller holds the folder's lock.
 */
export function findShortfall(dir: string): Shortfall {
  const { isThere } = refuseGone(dir);
  const isChecked = isCheckedFirst(storeIn(dir));
  const reading = readMark(dir);
  const mark = reading.kind === "read" ? reading.mark : null;
  if (!isThere) return { fault: null, mark, stored: null };
  undoHalfStep(storeIn(dir));
  const log = scanLog(`${storeIn(dir)}-wal`);
  const look = (db: Db): Shortfall => {
    if (isChecked) refuseDamaged(db);
    const stored = findPosition(db);
    const ofLog = (): ProblemError | null => {
      if (log.state === "damaged") return damagedLog();
      return continuesStore(db, stored, log) ? null : logOfAnother();
    };
    return { fault: faultOf(() => refuseLess(db, reading)) ?? ofLog(), mark, stored };
  };
  return lookInto(dir, look, ({ fault }) => fault !== null);
}

/**
 * Opens the store of a folder for writing. Refuses, with every file as it was, where less is there than was saved.
 * `beforeWriting` runs once the store was found complete. The caller holds the folder's lock. Where a person accepted
 * what is missing, the store opens all the same.
 */
export async function openCheckedStore(
  dir: string,
  { beforeWriting, isAccepted }: { beforeWriting: () => void; isAccepted: boolean },
): Promise<Db> {
  const logBytes = statSync(`${storeIn(dir)}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  // SQLite mends what it can when it opens and closes a store for writing, and drops a damaged log: so a look comes first.
  if (!isAccepted) refuseShort(dir);
  const db = await openDatabase(storeIn(dir), { isChecked: !isAccepted, beforeWriting });
  // Each opening begins a log of its own: then at most one commit in it can be half written.
  if (logBytes > 0) emptyLog(db);
  return db;
}

function refuseShort(dir: string): void {
  const { fault } = findShortfall(dir);
  if (fault !== null) throw fault;
}

/** Opens the store of a folder for reading, beside the program that works in it, and refuses as it would. */
export function readCheckedStore(dir: string): Db {
  refuseGone(dir);
  // The mark first: what is saved meanwhile only puts the store further ahead of it.
  const mark = readMark(dir);
  const db = readDatabase(storeIn(dir));
  try {
    refuseLess(db, mark);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens the store of a folder beside the program that works in it, for the few rows that a command writes. They are
 * counted as commits; that program writes the mark with its next act, and until then the store is ahead of it.
 */
export function openStoreBeside(dir: string): Db {
  refuseGone(dir);
  const mark = readMark(dir);
  const db = openDatabaseBeside(storeIn(dir));
  try {
    refuseLess(db, mark);
    followCommits(db, { beforeCommit: () => countCommit(db), afterCommit: () => undefined });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function opened(dir: string, open: () => OpenMark): OpenMark {
  try {
    return open();
  } catch (error) {
    throw cannotOpen(storeIn(dir), error);
  }
}

/** The mark of an open store, which follows its commits. */
export type FollowingMark = { flush: () => Promise<void>; close: () => void };

/**
 * Lets the mark follow a store from now on. It is written after each commit and before anybody hears of it. `onWritten`
 * hears each time what went wrong, or null. The act itself is saved either way.
 */
export function followWithMark(db: Db, dir: string, onWritten: (fault: unknown) => void): FollowingMark {
  const position = (): StorePosition => {
    const found = findPosition(db);
    if (found === null) throw new Error("the store has no identity");
    return found;
  };
  const first = findPosition(db);
  const identity = first?.store ?? randomUUID();
  const start = { seq: 0, hash: findAuditHash(db, 0) ?? "", at: null };
  const mark = opened(dir, () => openMark(dir, first ?? { store: identity, commits: 0, audit: start, series: [] }));
  if (first === null) {
    transaction(db, () => insertIdentity(db, identity));
    mark.write(position());
  }
  const attempt = (act: () => void): void => {
    try {
      act();
      onWritten(null);
    } catch (error) {
      onWritten(error);
    }
  };
  followCommits(db, {
    beforeCommit: () => countCommit(db),
    afterCommit: () => attempt(() => mark.write(position())),
  });
  return {
    async flush() {
      try {
        await mark.flush();
        onWritten(null);
      } catch (error) {
        onWritten(error);
      }
    },
    close: () => attempt(() => mark.close()),
  };
}
