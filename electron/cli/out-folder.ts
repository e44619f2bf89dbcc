import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { writeWhole } from "#station/lib/write-whole.ts";
import { writeProblem } from "#station/lib/write-whole.ts";

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

/** Makes a folder for what a command writes; throws a problem where it cannot be made. */
function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true });
  } catch (error) {
    // A file in place of the folder gives EEXIST, which is otherwise explained as a name in use.
    throw writeProblem(codeOf(error) === "EEXIST" ? "ENOTDIR" : codeOf(error), dir);
  }
}

/** Makes a folder, or takes one that is there and empty, so that nothing of an earlier run is mixed in; throws a problem otherwise. */
export function makeEmptyFolder(dir: string): void {
  makeFolder(dir);
  if (readdirSync(dir).length === 0) return;
  throw problem(
    "folder-not-empty",
    bilingual(
      `文件夹里已有内容，不会覆盖或混入：${dir}`,
      `The folder already holds something; nothing is overwritten or mixed in: ${dir}`,
    ),
    NOTHING_WRITTEN,
    bilingual("请用 --out 指定一个新的或空的文件夹。", "Name a new or an empty folder with --out."),
  );
}

/** Writes files into a folder, each whole or not at all, and gives their names in order. */
export async function writeFiles(dir: string, files: readonly { name: string; bytes: Buffer }[]): Promise<string[]> {
  makeFolder(dir);
  for (const file of files) await writeWhole(join(dir, file.name), file.bytes);
  return files.map((file) => file.name);
}
