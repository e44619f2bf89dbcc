import { chmodSync, existsSync, lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { storeFile } from "#station/core/station-folder.ts";

/** Everything for others: group and world. */
const OTHERS = 0o077;

const notPrivate = (dir: string) =>
  problem(
    "hall-folder-open",
    bilingual(
      `这台电脑的其他用户能读大厅的数据文件夹，而且改不了权限：${dir}`,
      `Other users of this machine can read the hall's folder, and its permissions cannot be changed: ${dir}`,
    ),
    DATA_IS_SAFE,
    bilingual(
      "请用文件夹的所有者运行程序，或请管理员把该文件夹改为只有所有者可读。",
      "Run the program as the folder's owner, or have an administrator make the folder readable by its owner only.",
    ),
  );

function tighten(path: string): void {
  const about = lstatSync(path);
  if (about.isSymbolicLink()) return;
  if (about.isDirectory()) for (const name of readdirSync(path)) tighten(join(path, name));
  if ((about.mode & OTHERS) !== 0) chmodSync(path, about.mode & ~OTHERS & 0o777);
}

/** The store itself may lie on another disk behind a link, where the folder does not protect it. */
function tightenStore(dir: string): void {
  const { mode } = statSync(storeFile(dir));
  if ((mode & OTHERS) !== 0) chmodSync(storeFile(dir), mode & ~OTHERS & 0o777);
}

/**
 * Makes an existing hall's folder, with all that lies in it, readable by its owner only. Where the folder is private
 * already, nobody else reaches what lies inside. A folder without a hall is left as it is.
 */
export function keepFolderPrivate(dir: string): void {
  if (process.platform === "win32" || !existsSync(storeFile(dir))) return;
  try {
    // The name that was given may be a link: what counts is the folder behind it.
    const folder = realpathSync(dir);
    if ((statSync(folder).mode & OTHERS) !== 0) tighten(folder);
    tightenStore(folder);
  } catch (error) {
    throw notPrivate(dir).causedBy(error);
  }
}
