import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, type ProblemError } from "#shared/lib/problem.ts";
import { allMigrations } from "./migrations/all-migrations.ts";
import { checkDeep } from "./store-check.ts";

const FORMER = /^hall\.db\.before-\d+$/;

/** The stores that migrations replaced; they stay until somebody removes them. */
export const formerStores = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir).filter((name) => FORMER.test(name)) : [];

const LEAVE = bilingual(
  "请关闭其他正在查看这个大厅的程序后重新打开；若再次出现，请换回原来的版本继续受理，并联系管理员。",
  [
    "Close other programs that read this hall and open it again.",
    "If it happens again, go back to the former version and tell the administrator.",
  ].join(" "),
);

/** The store could not be brought to the layout of this program; the one in use is as it was. */
const notMigrated = (why: Bilingual): ProblemError =>
  problem(
    "store-not-migrated",
    bilingual(`升级数据文件没有完成：${why.zh}`, `The store was not brought to the new layout: ${why.en}`),
    DATA_IS_SAFE,
    LEAVE,
  );

/** Runs migrations on a store in one transaction; `steps` are all that this program knows, in order. */
export function applyMigrations(db: Database.Database, steps: readonly string[] = allMigrations): void {
  const done = Number(db.pragma("user_version", { simple: true }));
  db.transaction(() => {
    steps.slice(done).forEach((sql) => db.exec(sql));
    db.pragma(`user_version = ${steps.length}`);
  })();
}

/** What no migration may change: the applications, the end of the audit log, and the numbers that were given. */
function findHoldings(db: Database.Database): string {
  const all = (sql: string): unknown[] => db.prepare(sql).all();
  return JSON.stringify([
    all("SELECT count(*) AS n, max(id) AS last FROM applications"),
    all("SELECT count(*) AS n FROM audit"),
    all("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"),
    all("SELECT prefix, year, last_serial FROM number_series ORDER BY prefix, year"),
  ]);
}

/** What is wrong with a migrated copy, or null. */
function findFault(copy: Database.Database, holdings: string): Bilingual | null {
  const fault = checkDeep(copy);
  if (fault !== null) return bilingual(`新文件检查不通过（${fault}）`, `the new file failed its check (${fault})`);
  return findHoldings(copy) === holdings
    ? null
    : bilingual("新文件与原文件的记录不一致", "the new file does not hold what the former one holds");
}

/** Puts everything into the file itself, without a log beside it; throws while somebody else reads in it. */
function leaveAlone(db: Database.Database): void {
  try {
    db.pragma("journal_mode = DELETE");
  } catch (error) {
    if (!(error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY"))) throw error;
    throw notMigrated(bilingual("另一个程序正在读取数据文件", "another program reads the store")).causedBy(error);
  }
}

function flush(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Gives the store a second name, without a moment in which the first is missing. Some file systems have no links. */
function keepUnder(former: string, file: string): void {
  rmSync(former, { force: true });
  try {
    linkSync(file, former);
  } catch {
    copyFileSync(file, former);
    const copied = openSync(former, "r+");
    fsyncSync(copied);
    closeSync(copied);
  }
}

function swap(making: string, file: string, former: string): void {
  keepUnder(former, file);
  renameSync(making, file);
  try {
    // Windows cannot open a folder and does not need it.
    if (process.platform !== "win32") flush(dirname(file));
  } catch {
    // Both names lead to whole stores by now; a network folder that cannot be flushed is no failure.
  }
}

function withStore<T>(file: string, use: (db: Database.Database) => T): T {
  const db = new Database(file, { fileMustExist: true });
  try {
    return use(db);
  } finally {
    db.close();
  }
}

/** Removes what an attempt left that was cut off. */
function removeHalf(making: string): void {
  const name = basename(making);
  for (const each of readdirSync(dirname(making)))
    if (each.startsWith(name)) rmSync(join(dirname(making), each), { force: true });
}

/**
 * Brings an older store to the layout of this program, and closes it. A copy is migrated, checked, and put in its
 * place by one rename; the former store stays beside it. Killed at any moment, the store is the former or the new one.
 */
export async function migrateOnCopy(
  db: Database.Database,
  file: string,
  steps: readonly string[] = allMigrations,
): Promise<void> {
  const done = Number(db.pragma("user_version", { simple: true }));
  const making = `${file}.migrating`;
  removeHalf(making);
  try {
    const version = db.pragma("data_version", { simple: true });
    const holdings = findHoldings(db);
    await db.backup(making);
    withStore(making, (copy) => {
      copy.pragma("foreign_keys = ON");
      copy.pragma("synchronous = FULL");
      leaveAlone(copy);
      applyMigrations(copy, steps);
    });
    // Opened anew, so that nothing a migration set on its connection hides a fault.
    const fault = withStore(making, (copy) => findFault(copy, holdings));
    if (fault !== null) throw notMigrated(fault);
    // From here on the log of the former store is worked in: the new file must not meet it.
    leaveAlone(db);
    if (db.pragma("data_version", { simple: true }) !== version)
      throw notMigrated(bilingual("其间另一个程序写入了数据", "another program wrote to it meanwhile"));
    db.close();
    swap(making, file, `${file}.before-${done + 1}`);
  } catch (error) {
    removeHalf(making);
    throw error;
  }
}
