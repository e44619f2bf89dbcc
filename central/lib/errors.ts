import { fileURLToPath } from "node:url";
import { ProblemError } from "#shared/lib/problem.ts";

/** The code of a system or PostgreSQL error, or null. */
export function errorCode(error: unknown): string | null {
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}

/** The part of an error that the log keeps: its type, its code, and where it was thrown. */
export type SafeError = { type: string; code: string | null; stack: string[] };

const MAX_FRAMES = 8;
/** Left out of stacks: a path may name a person. */
const PROGRAM_FOLDER = fileURLToPath(new URL("../../", import.meta.url));

/** Leaves the message out: a database's message may quote a value that was sent, and a problem's may name a person. */
export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, code: errorCode(error), stack: [] };
  const { message, stack = "" } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length).split("\n");
  return {
    type: error.name,
    code: error instanceof ProblemError ? error.problem.code : errorCode(error),
    stack: frames
      .filter((line) => line.startsWith("    at "))
      .slice(0, MAX_FRAMES)
      .map((line) => line.trim().replaceAll("file://", "").replaceAll(PROGRAM_FOLDER, "")),
  };
}

/** A text without the passwords of addresses in it. */
export const withoutPasswords = (text: string): string =>
  text
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):\S*@/gi, "$1:***@")
    .replaceAll(/([?&\s](?:ssl)?password=)[^\s&#]*/gi, "$1***");
