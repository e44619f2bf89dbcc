import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { badInput, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { firstLineOf } from "#shared/lib/text-file.ts";
import { openLineAsker } from "./line-asker.ts";

/** Everything for others: group and world. Windows has no such rights. */
const OTHERS = 0o077;
/** A secret is a line; whoever names a large file has named the wrong one. */
const MAX_SECRET_FILE_BYTES = 10_000;

const openToOthers = (file: string) =>
  problem(
    "secret-file-open",
    bilingual(`其他用户能读这个文件，里面的内容不能再当作机密：${file}`, `Other users can read this file: ${file}`),
    NOTHING_WRITTEN,
    bilingual(
      "请执行 chmod 600 后重试；在多人使用的电脑上，请换一个新的口令、注册码或令牌。",
      "Run chmod 600 on it and try again. On a machine that others use, take a new passphrase, code or token.",
    ),
  );

/** The first line of a file that only its owner may read; throws a problem. Secrets never stand on a command line. */
export function readSecretFile(file: string): string {
  let opened: number | null = null;
  try {
    // Asked of the open file: what its name leads to cannot change in between.
    opened = openSync(file, "r");
    const { mode, size } = fstatSync(opened);
    if (size > MAX_SECRET_FILE_BYTES) throw new Error(`> ${MAX_SECRET_FILE_BYTES} B`);
    if (process.platform !== "win32" && (mode & OTHERS) !== 0) throw openToOthers(file);
    return firstLineOf(file, readFileSync(opened));
  } catch (error) {
    if (error instanceof Error && error.name === "ProblemError") throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw problem(
      "file-unreadable",
      bilingual(`读不了文件 ${file}：${why}`, `Cannot read ${file}: ${why}`),
      NOTHING_WRITTEN,
      bilingual("请核对文件名和介质。", "Check the file's name and the medium."),
    );
  } finally {
    if (opened !== null) closeSync(opened);
  }
}

/** Asks for a secret: hidden where a person types it, else the first line of standard input. Throws where there is none. */
export async function askSecret(question: Bilingual): Promise<string> {
  const asker = openLineAsker();
  try {
    const secret = (await asker.ask(`${question.zh} ${question.en}:`, true)).trim();
    if (secret !== "") return secret;
    throw badInput([{ path: "", message: bilingual(`没有读到${question.zh}`, `no ${question.en} was read`) }]);
  } finally {
    asker.close();
  }
}
