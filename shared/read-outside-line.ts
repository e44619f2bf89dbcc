import { say } from "./bilingual.ts";
import { factName } from "./line-facts.ts";
import { OutsideLine } from "./outside-line.ts";
import type { FieldProblem } from "./problem.ts";
import { zodProblems } from "./zod-problems.ts";

/** An outside line read, or what is wrong with it. */
export type OutsideLineReading = { ok: true; line: OutsideLine } | { ok: false; problems: FieldProblem[] };

/** Reads one outside line as a file or a page gives it; each problem names its fact in both languages, its path begins with `prefix`. */
export function readOutsideLine(raw: unknown, prefix = ""): OutsideLineReading {
  const parsed = OutsideLine.safeParse(raw);
  if (parsed.success) return { ok: true, line: parsed.data };
  const problems = zodProblems(parsed.error.issues).map(({ path, message }): FieldProblem => {
    const name = path === "" ? say("外线工程", "the outside line") : factName(path);
    return {
      path: [prefix, path].filter((part) => part !== "").join("."),
      message: say(`${name.zh}：${message.zh}`, `${name.en}: ${message.en}`),
    };
  });
  return { ok: false, problems };
}
