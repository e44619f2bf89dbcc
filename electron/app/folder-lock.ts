import Database from "better-sqlite3";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { storeReason } from "#station/db/store-reason.ts";

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
