import { z } from "zod";
import { fieldMessage } from "./field-message.ts";
import { tooLarge, wrongFields } from "./refusal.ts";
import { findUnstorable } from "./storable-text.ts";

/** A field's path is made of names the caller chose, so only its plain part is repeated. */
const plain = (path: string): string => path.replaceAll(/[^A-Za-z0-9_.]/g, "?").slice(0, 100);

/** Reads a body by its schema; throws a `Refusal` that names each wrong field. A payload over its limit is too large, not wrong. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const unstorable = findUnstorable(body);
  if (unstorable !== null)
    throw wrongFields([
      {
        path: plain(unstorable),
        message: "含有无法保存的字符或嵌套过深 / holds characters that cannot be stored, or is nested too deeply",
      },
    ]);
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  if (read.error.issues.some((issue) => issue.code === "too_big" && issue.path[0] === "payload")) throw tooLarge();
  throw wrongFields(
    read.error.issues
      .slice(0, 50)
      .map((issue) => ({ path: plain(issue.path.join(".")), message: fieldMessage(issue) })),
  );
}

/** Reads a part of the address as it stands; empty where there is none. */
export function readPart(name: string, params: unknown): string {
  const read = z.record(z.string(), z.string()).safeParse(params);
  return read.success ? (read.data[name] ?? "") : "";
}

/** Whether something is asked for behind the question mark, as `name=1`; throws a `Refusal` where it says anything else. */
export function readFlag(name: string, query: unknown): boolean {
  const read = z.looseObject({ [name]: z.literal("1").optional() }).safeParse(query);
  if (!read.success) throw wrongFields([{ path: name, message: "只能为 1 / can only be 1" }]);
  return read.data[name] !== undefined;
}

/** Reads an identifier from the address, in lower case as the store writes it; throws a `Refusal`. */
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

/** Reads a count of bytes from the address, at most so many; throws a `Refusal`. */
export function readByteCount(name: string, params: unknown, most: number): number {
  const text = readPart(name, params);
  if (!/^\d{1,10}$/.test(text) || Number(text) > most)
    throw wrongFields([{ path: name, message: `须为 0 到 ${most} 的整数 / must be a whole number from 0 to ${most}` }]);
  return Number(text);
}
