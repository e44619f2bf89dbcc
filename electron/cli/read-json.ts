import { readFileSync, statSync } from "node:fs";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, type ProblemError } from "#shared/lib/problem.ts";
import { textOf } from "#shared/lib/text-file.ts";
import { checkJsonShape } from "#station/lib/json-shape.ts";

/** A file larger than this was not written for this command. */
const MAX_BYTES = 5_000_000;

const unfit = (path: string, zh: string, en: string): ProblemError => badInput([{ path, message: bilingual(zh, en) }]);

function readText(file: string): string {
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) throw unfit(file, "这是一个文件夹，不是文件", "this is a folder, not a file");
    if (stats.size > MAX_BYTES)
      throw unfit(file, `文件超过 ${MAX_BYTES / 1_000_000} MB`, `the file is larger than ${MAX_BYTES / 1_000_000} MB`);
    return textOf(file, readFileSync(file));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code === "ENOENT") throw unfit(file, "没有这个文件", "there is no such file");
    if (error.code === "EACCES") throw unfit(file, "没有权限读取这个文件", "this file may not be read");
    throw unfit(file, `无法读取文件（${String(error.code)}）`, `the file cannot be read (${String(error.code)})`);
  }
}

/** Where the parser stopped; its own message repeats the file's text, which may be personal. */
function placeIn(text: string, error: unknown): { zh: string; en: string } {
  const at = /at position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  if (at === undefined) return { zh: "", en: "" };
  const before = text.slice(0, Number(at)).split("\n");
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  return { zh: `：第 ${line} 行第 ${column} 列附近`, en: ` near line ${line}, column ${column}` };
}

/** Reads a JSON file that a person wrote; whatever is wrong with it is named. */
export function readJsonFile(file: string): unknown {
  const text = readText(file);
  if (text.trim() === "") throw unfit(file, "文件是空的", "the file is empty");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const place = placeIn(text, error);
    throw unfit(
      file,
      `不是有效的 JSON${place.zh}，请检查括号、引号和逗号`,
      `not valid JSON${place.en}; check brackets, quotes and commas`,
    );
  }
  checkJsonShape(value);
  return value;
}
