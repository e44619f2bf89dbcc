import { readFileSync, statSync } from "node:fs";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";

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
