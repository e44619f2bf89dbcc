import { ProblemError } from "#shared/problem.ts";
import { sayProblem } from "./terminal.ts";

/** Tells an unforeseen error to standard error: its kind and where, never its data. */
export function reportError(error: unknown): void {
  if (error instanceof ProblemError && error.problem.code === "profile-invalid") return sayProblem(error.problem);
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
