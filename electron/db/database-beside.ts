import Database from "better-sqlite3";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { cannotOpen, configure, isCurrentLayout, refuseNewer, rememberPlace, type Db } from "./database.ts";

const olderProgram = () =>
  problem(
    "hall-of-older-program",
    bilingual(
      "打开着这个大厅的窗口程序比本命令旧。",
      "The program that has this hall open is older than this command.",
    ),
    NOTHING_WRITTEN,
    bilingual("请关闭窗口程序，用新版本重新打开。", "Close that program and open the hall with the new version."),
  );

/** Opens an existing store of this program's layout beside the hall that works in it, to write a few rows of its own. */
export function openDatabaseBeside(file: string): Db {
  try {
    const db = new Database(file, { fileMustExist: true });
    try {
      configure(db);
      refuseNewer(Number(db.pragma("user_version", { simple: true })));
      if (!isCurrentLayout(db)) throw olderProgram();
      rememberPlace(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw cannotOpen(file, error);
  }
}
