import { NOTHING_WRITTEN, problem, type ProblemError } from "#shared/problem.ts";
import { say, type Bilingual } from "#shared/bilingual.ts";

type Words = { code: string; what: (folder: string) => Bilingual; next: Bilingual };

const full: Words = {
  code: "disk-full",
  what: (folder) =>
    say(`磁盘空间不足，文件没有写成：${folder}`, `The disk is full, the file was not written: ${folder}`),
  next: say("清理磁盘或换一个位置，再导出一次。", "Free some space or choose another place, then export again."),
};
const readOnly: Words = {
  code: "folder-read-only",
  what: (folder) => say(`没有写入权限或磁盘为只读：${folder}`, `The folder cannot be written to: ${folder}`),
  next: say(
    "换一个可以写入的文件夹，或请管理员开放权限。",
    "Choose a folder that can be written to, or ask the administrator for the right.",
  ),
};
const noFolder: Words = {
  code: "folder-missing",
  what: (folder) => say(`文件夹不存在：${folder}`, `There is no such folder: ${folder}`),
  next: say("先建好文件夹，或换一个位置。", "Create the folder first, or choose another place."),
};
const inUse: Words = {
  code: "file-in-use",
  what: (folder) =>
    say(
      `同名文件正被其他程序打开，或同名的是一个文件夹：${folder}`,
      `A file of that name is open in another program, or the name is a folder's: ${folder}`,
    ),
  next: say("关闭打开它的程序，或换一个文件名。", "Close the program that has it open, or choose another name."),
};
const badName: Words = {
  code: "file-name-unfit",
  what: (folder) =>
    say(
      `文件名不能用（过长或含有不允许的字符）：${folder}`,
      `The file name cannot be used (too long, or characters not allowed): ${folder}`,
    ),
  next: say("换一个较短的文件名。", "Choose a shorter name."),
};
const trouble: Words = {
  code: "write-failed",
  what: (folder) => say(`写文件时磁盘出错：${folder}`, `The disk failed while the file was written: ${folder}`),
  next: say("换一个位置再试；若再次出错，请检查磁盘。", "Try another place; if it fails again, have the disk checked."),
};

const byCode: Record<string, Words> = {
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: full,
  EACCES: readOnly,
  EPERM: readOnly,
  EROFS: readOnly,
  ENOENT: noFolder,
  ENOTDIR: noFolder,
  EBUSY: inUse,
  EISDIR: inUse,
  EEXIST: inUse,
  ENOTEMPTY: inUse,
  ENAMETOOLONG: badName,
  EINVAL: badName,
  EILSEQ: badName,
  ERR_INVALID_ARG_VALUE: badName,
};

/** Turns a system error code of a failed write into what happened, whether the data is safe, and what to do. */
export function writeProblem(code: string, path: string): ProblemError {
  const words = byCode[code] ?? trouble;
  return problem(words.code, words.what(path), NOTHING_WRITTEN, words.next);
}
