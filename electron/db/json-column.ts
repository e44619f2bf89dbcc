import type { z } from "zod";
import { bilingual } from "#shared/lib/bilingual.ts";
import { problem } from "#shared/lib/problem.ts";

/** The table and column that a text was read from. */
type Place = `${string}.${string}`;

/**
 * How the JSON of one column is written and read. A text that does not match its schema throws a problem that names
 * the row.
 */
export type JsonColumn<T> = {
  write: (value: T) => string;
  writeOrNull: (value: T | null) => string | null;
  read: (text: string, row: string | number) => T;
  readOrNull: (text: string | null, row: string | number) => T | null;
};

/** A versioned text: the number of its layout, and the value itself. */
type Versioned = { v: number; value: unknown };

const isVersioned = (json: unknown): json is Versioned =>
  typeof json === "object" && json !== null && "v" in json && "value" in json && typeof json.v === "number";

/** Names table, column, row and the paths that do not match; never the content, which may name people. */
function unreadable(place: Place, row: string | number, why: string) {
  return problem(
    "stored-json-unreadable",
    bilingual(
      `数据文件中有一处内容读不懂：${place}，行 ${row}（${why}）。`,
      `A stored value cannot be read: ${place}, row ${row} (${why}).`,
    ),
    bilingual(
      "这一处可能已损坏；程序没有改动它。已同步的申请在中心平台也有一份。",
      "This value may be damaged; the program changed nothing. Applications that were sent are also at the centre.",
    ),
    bilingual("请不要改动数据文件，并联系管理员。", "Leave the store as it is and tell the administrator."),
  );
}

function parsed(text: string, place: Place, row: string | number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(place, row, "not JSON");
  }
}

function checked<T>(schema: z.ZodType<T>, json: unknown, place: Place, row: string | number): T {
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const paths = read.error.issues.slice(0, 5).map(({ path }) => path.join(".") || "value");
  throw unreadable(place, row, paths.join(", "));
}

/**
 * A JSON column of our own: the text holds the version of its layout beside the value.
 * Rows from before versions are version 0 and hold the bare value; the same schema reads them.
 */
export function jsonColumn<T>(place: Place, schema: z.ZodType<T>, version = 1): JsonColumn<T> {
  const write = (value: T): string => `{"v":${version},"value":${JSON.stringify(value)}}`;
  const read = (text: string, row: string | number): T => {
    const json = parsed(text, place, row);
    if (!isVersioned(json)) return checked(schema, json, place, row);
    if (json.v > version) throw unreadable(place, row, `version ${json.v}, newer than ${version}`);
    return checked(schema, json.value, place, row);
  };
  return {
    write,
    writeOrNull: (value) => (value === null ? null : write(value)),
    read,
    readOrNull: (text, row) => (text === null ? null : read(text, row)),
  };
}

/** Parses a value when it is first used. Lists read many rows but few whole bodies. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/**
 * Reads JSON that is kept byte for byte, because it is hashed or sent as it is. The row keeps its version in another
 * column.
 */
export const readKeptJson = <T>(place: Place, schema: z.ZodType<T>, text: string, row: string | number): T =>
  checked(schema, parsed(text, place, row), place, row);
