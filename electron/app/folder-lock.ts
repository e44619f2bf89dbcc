import Database from "better-sqlite3";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { isDamage, storeReason } from "#station/db/store-reason.ts";

/** The lock holds nothing, but SQLite locks no file that it cannot read. */
const damagedLock = (dir: string) =>
  problem(
    "hall-lock-damaged",
    bilingual(`锁文件 hall.lock 已损坏：${dir}`, `The lock \`hall.lock\` is damaged: ${dir}`),
    bilingual(
      "锁文件里没有数据；数据文件是否完好，打开时会检查。",
      "The lock holds no data. The store itself is checked when it opens.",
    ),
    bilingual(
      "请关闭其他窗口程序，删除 hall.lock 后重新打开；若再次出现，请检查磁盘。",
      "Close other windows, delete `hall.lock` and open again. If it happens again, have the disk checked.",
    ),
  );

/**
 * Holds a hall's folder for one process. The lock is SQLite's own on a small file,
 * so that the operating system lets go of it when the process dies, however it dies.
 */
export function lockStationFolder(dir: string): { release: () => void } {
  let lock: Database.Database | null = null;
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    lock = new Database(join(dir, "hall.lock"), { timeout: 0 });
    // The journal stays in memory: taking the lock writes nothing, so a full disk does not prevent it.
    lock.pragma("journal_mode = MEMORY");
    lock.pragma("locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    if (isDamage(error)) throw damagedLock(dir);
    const busy = error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
    throw busy
      ? problem(
          "hall-in-use",
          bilingual(
            `这个数据文件夹正由另一个窗口程序使用：${dir}`,
            `Another program is using this hall's folder: ${dir}`,
          ),
          DATA_IS_SAFE,
          bilingual("请使用已打开的窗口，或先关闭它。", "Use the window that is open, or close it first."),
        )
      : problem(
          "hall-folder-unusable",
          bilingual(
            `无法使用数据文件夹 ${dir}：${storeReason(error).zh}`,
            `The hall's folder cannot be used: ${dir}: ${storeReason(error).en}`,
          ),
          DATA_IS_SAFE,
          bilingual(
            "请检查文件夹权限和磁盘空间，或用 --data 指定另一个文件夹。",
            "Check permissions and disk space, or name another folder with --data.",
          ),
        );
  }
  const held = lock;
  return {
    release() {
      held.exec("ROLLBACK");
      held.close();
    },
  };
}
