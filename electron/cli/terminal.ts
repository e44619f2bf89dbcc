import { type Problem, ProblemError } from "#shared/lib/problem.ts";

/** Where a command writes: results as JSON to standard output, messages for people to standard error. */
export type Terminal = {
  result: (value: unknown) => void;
  /** Writes lines for a person to the side of the results. */ text: (lines: string) => void;
  note: (zh: string, en: string) => void;
};

const MAX_LINE = 400;

/** Text from a file may be a megabyte long or hold control characters; neither reaches the screen. */
function plain(text: string): string {
  const short = text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)}…` : text;
  return short.replace(
    /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Standard output for JSON, standard error for words. */
export const terminal: Terminal = {
  result: (value) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  text: (lines) => process.stdout.write(`${lines.split("\n").map(plain).join("\n")}\n`),
  note: (zh, en) => process.stderr.write(`${plain(zh)}\n${plain(en)}\n`),
};

/** Tells a problem in both languages: what happened, each field, whether the data is safe, what to do. */
export function writeProblem(problem: Problem): void {
  const place = (path: string, whole: string): string => (path === "" ? whole : plain(path));
  const lines = [
    problem.what.zh,
    ...problem.fields.map((field) => `  ${place(field.path, "整个文件")}：${field.message.zh}`),
    problem.safe.zh,
    problem.next.zh,
    problem.what.en,
    ...problem.fields.map((field) => `  ${place(field.path, "the whole file")}: ${field.message.en}`),
    problem.safe.en,
    problem.next.en,
  ];
  process.stderr.write(`${lines.map(plain).join("\n")}\n`);
}

/** Tells an unforeseen error to standard error: its kind and where, never its data. */
export function reportError(error: unknown): void {
  if (error instanceof ProblemError && error.problem.code === "profile-invalid") return writeProblem(error.problem);
  if (error instanceof ProblemError) {
    process.stderr.write(`${error.problem.what.zh}\n${error.problem.what.en}\n`);
    return;
  }
  const kind = error instanceof Error ? error.name : typeof error;
  const place =
    error instanceof Error
      ? (error.stack
          ?.split("\n")
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 3)
          .join("\n") ?? "")
      : "";
  process.stderr.write(`程序内部出错（${kind}）\nunexpected error (${kind})\n${place}\n`);
}
