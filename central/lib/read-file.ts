import { readFileSync, statSync } from "node:fs";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";

/** Everything for others: group and world. Windows has no such rights. */
const OTHERS = 0o077;

/** Reads a file with a secret, as {@link readFile} does; throws a `ProblemError` too where other users may read it. */
export function readSecretFile(file: string, maxBytes = Infinity): Buffer {
  const bytes = readFile(file, maxBytes);
  refuseOpenFile(file);
  return bytes;
}

/** Throws a `ProblemError` where others than its owner may read a file with a secret. */
export function refuseOpenFile(file: string): void {
  if (process.platform === "win32" || (statSync(file).mode & OTHERS) === 0) return;
  throw problem(
    "secret-file-open",
    bilingual(`其他用户能读这个文件，里面的内容不能再当作机密：${file}`, `Other users can read this file: ${file}`),
    NOTHING_WRITTEN,
    bilingual(
      "请执行 chmod 600 后重试；在多人使用的电脑上，请换一个新的口令或密钥。",
      "Run chmod 600 on it and try again. On a machine that others use, take a new passphrase or key.",
    ),
  );
}

/** Reads a whole file that a command names; throws a `ProblemError` that names it, also where it is too large. */
export function readFile(file: string, maxBytes = Infinity): Buffer {
  try {
    if (statSync(file).size > maxBytes) throw new Error(`> ${maxBytes / 1_000_000} MB`);
    return readFileSync(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem(
      "file-unreadable",
      bilingual(`读不了文件 ${file}：${why}`, `Cannot read ${file}: ${why}`),
      NOTHING_WRITTEN,
      bilingual("请核对文件名和介质。", "Check the file's name and the medium."),
    );
  }
}
