import { z } from "zod";
import { AGENCY_PAGE, MAX_AGENCY_PAGE } from "#shared/contract/centre/agency.ts";
import { tooLarge, wrongFields } from "./refusal.ts";

const TYPES: Record<string, string> = {
  string: "须为文本 / must be text",
  number: "须为数字 / must be a number",
  int: "须为整数 / must be a whole number",
  object: "须为 JSON 对象 / must be a JSON object",
};

/** Says what is wrong with one field. It never repeats the value, which may be personal. */
function fieldMessage(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return TYPES[issue.expected] ?? "类型不对 / of the wrong type";
    case "too_big":
      return `太大或太长，上限 ${issue.maximum} / too large or too long, at most ${issue.maximum}`;
    case "too_small":
      return `太小或太短，下限 ${issue.minimum} / too small or too short, at least ${issue.minimum}`;
    case "invalid_format":
      return "格式不对 / not in the expected format";
    case "unrecognized_keys":
      return "含有不认识的字段 / holds fields that are not known";
    default:
      return "内容不符合要求 / not acceptable";
  }
}

const MAX_DEPTH = 8;
/** How many wrong fields an answer names. */
const MAX_NAMED = 50;

/** No object of the contract has more names, and no list more items: each wrong one would cost an issue of its own. */
const MAX_ITEMS = 1_000;

const UNSTORABLE = "含有无法保存的字符或嵌套过深 / holds characters that cannot be stored, or is nested too deeply";
const TOO_MANY_ITEMS = `项目超过 ${MAX_ITEMS} 个 / has more than ${MAX_ITEMS} items`;

/**
 * What no schema need look at: text that no store can keep (U+0000, half a surrogate pair), too deep nesting, or too many
 * names or items; null if there is none.
 */
function findUnreadable(value: unknown, path = "", depth = 0): { path: string; message: string } | null {
  if (depth > MAX_DEPTH) return { path, message: UNSTORABLE };
  if (typeof value === "string")
    return value.includes("\0") || !value.isWellFormed() ? { path, message: UNSTORABLE } : null;
  if (typeof value !== "object" || value === null) return null;
  const entries = Object.entries(value);
  if (entries.length > MAX_ITEMS) return { path, message: TOO_MANY_ITEMS };
  for (const [name, inner] of entries) {
    const found = findUnreadable(inner, path === "" ? name : `${path}.${name}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** The caller chose the names in a path, so only their plain characters are repeated. */
const plain = (path: string): string => path.replaceAll(/[^A-Za-z0-9_.]/g, "?").slice(0, 100);

/** Reads a body by its schema; throws a `Refusal` that names each wrong field, or says that the payload is too large. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const unreadable = findUnreadable(body);
  if (unreadable !== null) throw wrongFields([{ ...unreadable, path: plain(unreadable.path) }]);
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  if (read.error.issues.some((issue) => issue.code === "too_big" && issue.path[0] === "payload")) throw tooLarge();
  throw wrongFields(
    read.error.issues
      .slice(0, MAX_NAMED)
      .map((issue) => ({ path: plain(issue.path.join(".")), message: fieldMessage(issue) })),
  );
}

/** Reads a part of the address; empty where there is none. */
export function readPart(name: string, params: unknown): string {
  const read = z.record(z.string(), z.string()).safeParse(params);
  return read.success ? (read.data[name] ?? "") : "";
}

/** Whether the query has `name=1`; throws a `Refusal` for any other value. */
export function readFlag(name: string, query: unknown): boolean {
  const read = z.looseObject({ [name]: z.literal("1").optional() }).safeParse(query);
  if (!read.success) throw wrongFields([{ path: name, message: "只能为 1 / can only be 1" }]);
  return read.data[name] !== undefined;
}

const Limit = z.object({
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number)
    .refine((limit) => limit <= MAX_AGENCY_PAGE)
    .optional(),
});

/** How many rows a page shall hold; throws a `Refusal` for anything but a number from 1 to 100. */
export function readLimit(query: unknown): number {
  const read = Limit.safeParse(query);
  if (read.success) return read.data.limit ?? AGENCY_PAGE;
  const message = `须为 1 到 ${MAX_AGENCY_PAGE} 的整数 / must be a whole number from 1 to ${MAX_AGENCY_PAGE}`;
  throw wrongFields([{ path: "limit", message }]);
}

/** Refuses a query with names that the operation does not have: what is passed over in silence is taken for granted. */
export function checkQueryNames(query: unknown, known: readonly string[]): void {
  const names = Object.keys(z.record(z.string(), z.unknown()).safeParse(query).data ?? {});
  const unknown = names.filter((name) => !known.includes(name)).slice(0, MAX_NAMED);
  if (unknown.length > 0)
    throw wrongFields(
      unknown.map((name) => ({ path: plain(name), message: "没有这个参数 / there is no such parameter" })),
    );
}

/** Reads a UUID from the address, in lower case as in the store; throws a `Refusal`. */
export function readUuid(name: string, params: unknown): string {
  const id = z.uuid().safeParse(readPart(name, params));
  if (!id.success) throw wrongFields([{ path: name, message: "须为 UUID / must be a UUID" }]);
  return id.data.toLowerCase();
}

/** Reads a SHA-256 in hex from the address; throws a `Refusal`. */
export function readHash(name: string, params: unknown): string {
  const hash = readPart(name, params);
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw wrongFields([
      { path: name, message: "须为 64 位小写十六进制的 SHA-256 / must be a SHA-256 in lower-case hex" },
    ]);
  return hash;
}

/** Reads a number of bytes from the address, at most `max`; throws a `Refusal`. */
export function readByteCount(name: string, params: unknown, max: number): number {
  const text = readPart(name, params);
  if (!/^\d{1,10}$/.test(text) || Number(text) > max)
    throw wrongFields([{ path: name, message: `须为 0 到 ${max} 的整数 / must be a whole number from 0 to ${max}` }]);
  return Number(text);
}
