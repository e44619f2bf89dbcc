import { ProblemError } from "#shared/lib/problem.ts";
import { projectRoot } from "#station/lib/resources.ts";

/** What the log holds of a caught error: never the text of an input. */
export type SafeError = {
  type: string;
  code?: string;
  message?: string;
  /** How many fields a refused input had wrong. */ fields?: number;
  stack?: string[];
  cause?: SafeError;
};

const MAX_FRAMES = 8;
const MAX_CAUSES = 4;

/** Error names and codes of the system, Node and SQLite; none holds a digit. */
const NAME = /^[A-Z][A-Za-z]{0,40}(Error|Fault)$/;
const CODE = /^[A-Z]{2,}(_[A-Z]+)*$/;

/**
 * Sentences of the engine, the network and SQLite that are the same whatever the input was. No other message is logged,
 * as it may quote a person's data; the stack names its line.
 */
const KNOWN_MESSAGES = [
  /^Cannot (read|set) properties of (undefined|null)/,
  /is not a function$/,
  /is not iterable$/,
  /^Maximum call stack size exceeded/,
  /^Unexpected end of JSON input/,
  /^Invalid (array length|string length|time value|count value)/,
  /^fetch failed/,
  /^(The|This) operation was aborted/,
  /^(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(: [a-z_.]+)?/,
  /^database is locked/,
  /^database disk image is malformed/,
  /^database or disk is full/,
  /^disk I\/O error/,
  /^unable to open database file/,
  /^attempt to write a readonly database/,
  /^The database connection is not open/,
] as const;

/** The known sentence at the beginning or the end of a message. */
const safeMessage = (message: string): string | undefined =>
  KNOWN_MESSAGES.map((known) => known.exec(message)?.[0]).find((sentence) => sentence !== undefined);

/** The stack lines that say where, with paths inside the program only; a home folder holds a person's name. */
function framesOf(error: Error): string[] {
  const root = projectRoot();
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return frames
    .slice(0, MAX_FRAMES)
    .map((line) => line.trim().replaceAll("file://", "").replaceAll(`${root}/`, "").replaceAll(`${root}\\`, ""))
    .map((line) =>
      /[(\s](?:[A-Za-z]:)?[\\/]/.test(line) ? line.replace(/\s*\(?(?:[A-Za-z]:)?[\\/].*$/, " (elsewhere)") : line,
    );
}

function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === "string" && CODE.test(code) ? code : undefined;
}

/** What may be logged of an error: kind, code, place, and its message if that is a known sentence. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error };
  const common = {
    stack: framesOf(error),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: safeError(error.cause, depth + 1) }),
  };
  // A problem's text is made for a person and may quote what they typed.
  if (error instanceof ProblemError) {
    return { type: "ProblemError", code: error.problem.code, fields: error.problem.fields.length, ...common };
  }
  const [code, message] = [codeOf(error), safeMessage(error.message)];
  return {
    type: NAME.test(error.name) ? error.name : "Error",
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...common,
  };
}
