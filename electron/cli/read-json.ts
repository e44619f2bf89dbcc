import { readFileSync, statSync } from "node:fs";
import { say } from "../../shared/bilingual.ts";
import { badInput } from "../../shared/problem.ts";

/** A file larger than this was not written for this command. */
const MAX_BYTES = 5_000_000;

/** Reads a JSON file that a person wrote; whatever is wrong with it is named. */
export function readJsonFile(file: string): unknown {
  const fail = (zh: string, en: string) => badInput([{ path: file, message: say(zh, en) }]);
  let text: string;
  try {
    if (statSync(file).size > MAX_BYTES) throw fail(`文件超过 ${MAX_BYTES / 1_000_000} MB`, `the file is larger than ${MAX_BYTES / 1_000_000} MB`);
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) throw fail("文件不是 UTF-8 编码", "the file is not UTF-8");
    if (error instanceof Error && "code" in error) throw fail(`无法读取文件（${String(error.code)}）`, `the file cannot be read (${String(error.code)})`);
    throw error;
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw fail(`不是有效的 JSON：${error instanceof Error ? error.message : ""}`, `not valid JSON: ${error instanceof Error ? error.message : ""}`);
  }
}
