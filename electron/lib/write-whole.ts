import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem, type ProblemError } from "#shared/lib/problem.ts";

type Words = { code: string; what: (folder: string) => Bilingual; next: Bilingual };

const full: Words = {
  code: "disk-full",
  what: (folder) =>
    bilingual(`磁盘空间不足，文件没有写成：${folder}`, `The disk is full, the file was not written: ${folder}`),
  next: bilingual("清理磁盘或换一个位置，再导出一次。", "Free some space or choose another place, then export again."),
};
const readOnly: Words = {
  code: "folder-read-only",
  what: (folder) => bilingual(`没有写入权限或磁盘为只读：${folder}`, `The folder cannot be written to: ${folder}`),
  next: bilingual(
    "换一个可以写入的文件夹，或请管理员开放权限。",
    "Choose a folder that can be written to, or ask the administrator for the right.",
  ),
};
const noFolder: Words = {
  code: "folder-missing",
  what: (folder) => bilingual(`文件夹不存在：${folder}`, `There is no such folder: ${folder}`),
  next: bilingual("先建好文件夹，或换一个位置。", "Create the folder first, or choose another place."),
};
const inUse: Words = {
  code: "file-in-use",
  what: (folder) =>
    bilingual(
      `同名文件正被其他程序打开，或同名的是一个文件夹：${folder}`,
      `A file of that name is open in another program, or the name is a folder's: ${folder}`,
    ),
  next: bilingual("关闭打开它的程序，或换一个文件名。", "Close the program that has it open, or choose another name."),
};
const badName: Words = {
  code: "file-name-unfit",
  what: (folder) =>
    bilingual(
      `文件名不能用（过长或含有不允许的字符）：${folder}`,
      `The file name cannot be used (too long, or characters not allowed): ${folder}`,
    ),
  next: bilingual("换一个较短的文件名。", "Choose a shorter name."),
};
const trouble: Words = {
  code: "write-failed",
  what: (folder) => bilingual(`写文件时磁盘出错：${folder}`, `The disk failed while the file was written: ${folder}`),
  next: bilingual(
    "换一个位置再试；若再次出错，请检查磁盘。",
    "Try another place; if it fails again, have the disk checked.",
  ),
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

/** What can be written: bytes at hand, or pieces that are made on the way. */
export type WholeContent = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

const isErrno = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "code" in error && typeof error.code === "string";

async function writePieces(file: FileHandle, content: WholeContent): Promise<number> {
  let bytes = 0;
  // A plain write may stop short on a nearly full disk; writeFile goes on until all is written or the disk refuses.
  for await (const piece of content instanceof Uint8Array ? [content] : content) {
    await file.writeFile(piece);
    bytes += piece.length;
  }
  return bytes;
}

/** Makes the new name itself survive a power cut; Windows cannot open a folder and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file whole or not at all: to a temporary file in the same folder, flushed, then renamed. Resolves to its
 * bytes once it is on the disk. On failure an old file stays as it was, no half file is left, and a ProblemError says
 * what to do. An error thrown by the content itself passes through.
 */
export async function writeWhole(path: string, content: WholeContent): Promise<number> {
  const folder = dirname(path);
  // A short name of its own: the target's may already be as long as the disk allows.
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  let file: FileHandle | undefined;
  try {
    if (basename(path) === "" || path.includes("\0")) throw writeProblem("EINVAL", path);
    file = await open(temporary, "wx");
    const bytes = await writePieces(file, content);
    await file.sync();
    await file.close();
    file = undefined;
    await rename(temporary, path);
    // The file is whole and in place by now; a network folder that cannot be flushed must not be called a failure.
    await syncFolder(folder).catch(() => undefined);
    return bytes;
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw isErrno(error) && error.syscall !== undefined ? writeProblem(error.code ?? "", path) : error;
  }
}
