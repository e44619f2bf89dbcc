import { bilingual } from "#shared/lib/bilingual.ts";
import { RegisterFile } from "#shared/contract/centre/register.ts";
import { badInput, NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import { textOf } from "#shared/lib/text-file.ts";
import type { Now } from "#shared/time/instant.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { findRegisterDay, replaceRegister, type RegisterPart } from "#central/db/register.ts";
import type { Queryable, Sql } from "#central/db/sql.ts";
import { readCsv } from "#central/lib/read-csv.ts";
import { readFile } from "#central/lib/read-file.ts";

/** The register file that a command names; a CSV needs its source and date beside it. */
export type RegisterLoad = { file: string; source: string | null; asOf: string | null };

const wrong = (path: string, zh: string, en: string) => badInput([{ path, message: bilingual(zh, en) }]);

function readCsvFile({ file, source, asOf }: RegisterLoad, text: string): unknown {
  if (source === null) throw wrong("--source", "CSV 须给出数据来源", "a CSV needs the source of its data");
  if (asOf === null)
    throw wrong(
      "--as-of",
      "CSV 须给出数据截至日期，如 2026-11-01",
      "a CSV needs the date of its data, e.g. 2026-11-01",
    );
  const rows = rowsOf(file, text).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === "" ? null : value])),
  );
  const heading = { source: bilingual(source, source), asOf };
  return rows[0] !== undefined && "projectCode" in rows[0]
    ? { ...heading, projects: rows }
    : { ...heading, companies: rows };
}

function rowsOf(file: string, text: string): Record<string, string>[] {
  try {
    return readCsv(text);
  } catch (error) {
    throw wrong(
      file,
      `第 ${error instanceof Error ? error.message : ""} 行的列数与表头不同`,
      `line ${error instanceof Error ? error.message : ""} has more or fewer cells than the heading`,
    );
  }
}

function readJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(file, `JSON 读不懂：${String(error)}`, `is not JSON: ${String(error)}`);
  }
}

function readRegister(load: RegisterLoad): RegisterFile {
  const text = textOf(load.file, readFile(load.file));
  const parsed = RegisterFile.safeParse(
    load.file.toLowerCase().endsWith(".csv") ? readCsvFile(load, text) : readJson(load.file, text),
  );
  if (!parsed.success) throw badInput(zodProblems(parsed.error.issues.slice(0, 20)));
  return parsed.data;
}

const entriesOf = ({ companies, projects }: RegisterFile, part: RegisterPart) =>
  part === "companies"
    ? companies?.map((body) => ({ code: body.creditCode, body }))
    : projects?.map((body) => ({ code: body.projectCode, body }));

/** Replaces one part by the file's; returns how many entries it has now, null where the file has no such part. */
async function replace(tx: Queryable, part: RegisterPart, file: RegisterFile, at: string): Promise<number | null> {
  const { source, asOf } = file;
  const entries = entriesOf(file, part);
  if (entries === undefined) return null;
  const codes = new Set(entries.map(({ code }) => code));
  if (codes.size !== entries.length) throw wrong(part, "有重复的代码", "a code appears twice");
  const loaded = await findRegisterDay(tx, part);
  if (loaded !== null && asOf < loaded) {
    throw problem(
      "register-older",
      bilingual(
        `现有登记数据截至 ${loaded}，这个文件截至 ${asOf}，更旧。`,
        `The register is of ${loaded}; this file is of ${asOf}, which is older.`,
      ),
      NOTHING_WRITTEN,
      bilingual("请使用较新的文件。", "Use a newer file."),
    );
  }
  await replaceRegister(tx, { part, source, asOf }, entries, at);
  return entries.length;
}

/** Replaces companies, projects or both by those of a file (登记数据); all of the file or nothing. */
export async function loadRegister(
  sql: Sql,
  load: RegisterLoad,
  now: Now,
): Promise<{ asOf: string; companies: number | null; projects: number | null }> {
  const file = readRegister(load);
  return sql.transaction(async (tx) => ({
    asOf: file.asOf,
    companies: await replace(tx, "companies", file, now()),
    projects: await replace(tx, "projects", file, now()),
  }));
}
