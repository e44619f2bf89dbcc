import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";

const REASONS: readonly [RegExp, Bilingual][] = [
  [/^SQLITE_FULL|^ENOSPC|^EDQUOT/, bilingual("磁盘已满", "the disk is full")],
  [
    /^SQLITE_READONLY|^EROFS|^EACCES|^EPERM/,
    bilingual("没有写入权限，或磁盘为只读", "it may not be written to, or the disk is read-only"),
  ],
  [
    /^SQLITE_CANTOPEN|^ENOENT|^ENOTDIR|^EEXIST|^EISDIR/,
    bilingual("打不开或建不了其中的文件", "a file in it cannot be opened or made"),
  ],
  [/^SQLITE_IOERR|^EIO/, bilingual("磁盘读写出错", "the disk failed")],
  [/^SQLITE_CORRUPT|^SQLITE_NOTADB/, bilingual("数据文件已损坏", "the store is damaged")],
  [/^SQLITE_BUSY|^SQLITE_LOCKED/, bilingual("正被其他程序占用", "another program holds it")],
];

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

/** Whether the disk, the folder or its permissions are at fault, and not the program. */
export const isStoreTrouble = (error: unknown): boolean => REASONS.some(([pattern]) => pattern.test(codeOf(error)));

/** Why a store could not be used, in words, with the system's own code for whoever repairs it. */
export function storeReason(error: unknown): Bilingual {
  const code = codeOf(error);
  const words = REASONS.find(([pattern]) => pattern.test(code))?.[1];
  const message = error instanceof Error ? error.message : String(error);
  const own = code === "" ? message : code;
  return words === undefined ? bilingual(own, own) : bilingual(`${words.zh}（${own}）`, `${words.en} (${own})`);
}
