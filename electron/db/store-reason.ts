import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE } from "#shared/lib/problem.ts";

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

/** Whether SQLite found the store itself damaged: then nothing of it may be called safe. */
export const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

const SAVED_IS_UNSURE = bilingual(
  "已保存的数据是否完好，要等磁盘检查之后才知道；已同步的申请在中心平台也有一份。",
  "Whether what was saved is whole is known once the disk was checked. Applications that were sent are also at the centre.",
);

/** Whether the disk failed, so that nobody knows what is on it. */
export const isDiskFault = (error: unknown): boolean => /^SQLITE_IOERR|^EIO/.test(codeOf(error));

/** Whether what was saved before is safe: nobody can say so of a disk that fails. */
export const safetyOf = (error: unknown): Bilingual => (isDiskFault(error) ? SAVED_IS_UNSURE : DATA_IS_SAFE);

const NOTHING_KEPT = bilingual("本次操作没有保存任何内容。", "Nothing of this act was kept.");
const MAYBE_KEPT = bilingual(
  "本次操作可能已经保存，也可能没有：重新打开后请先查找，再决定是否重做。",
  "This act may have been kept or not: open the program again and look for it before you repeat it.",
);

/** Whether a flush failed: what was written before it may reach the disk all the same, and is then found at the next opening. */
const isFlushFault = (error: unknown): boolean => /^SQLITE_IOERR_(DIR_)?FSYNC/.test(codeOf(error));

/** What is known of an act whose writing failed, and of what was saved before it. */
export function keptOf(error: unknown): Bilingual {
  const kept = isFlushFault(error) ? MAYBE_KEPT : NOTHING_KEPT;
  const safety = safetyOf(error);
  return bilingual(`${kept.zh}${safety.zh}`, `${kept.en} ${safety.en}`);
}

/** Why a store could not be used, in words, with the system's own code for whoever repairs it. */
export function storeReason(error: unknown): Bilingual {
  const code = codeOf(error);
  const words = REASONS.find(([pattern]) => pattern.test(code))?.[1];
  const message = error instanceof Error ? error.message : String(error);
  const own = code === "" ? message : code;
  return words === undefined ? bilingual(own, own) : bilingual(`${words.zh}（${own}）`, `${words.en} (${own})`);
}
