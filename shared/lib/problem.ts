import { bilingual, type Bilingual } from "./bilingual.ts";

/** One field that is wrong, named by its path in the input, e.g. `form.water.demand`. */
export type FieldProblem = { path: string; message: Bilingual };

/** What went wrong, in the three parts a person needs: what happened, whether the data is safe, what to do. */
export type Problem = {
  code: string;
  what: Bilingual;
  safe: Bilingual;
  next: Bilingual;
  fields: FieldProblem[];
};

/** Carries a problem up to the host, which shows it to the person unchanged. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.what.zh}`);
    this.name = "ProblemError";
    this.problem = problem;
  }

  /** The error behind this problem, for the log. */
  causedBy(error: unknown): this {
    this.cause = error;
    return this;
  }
}

/** Says that a refused act changed nothing. */
export const NOTHING_WRITTEN = bilingual(
  "没有写入任何数据，原有数据不受影响。",
  "Nothing was written; existing data is untouched.",
);
/** Says that what was stored before is not affected. */
export const DATA_IS_SAFE = bilingual("已保存的数据是安全的。", "What was saved is safe.");

/** Refuses bad input: nothing is written, and each wrong field is named. */
export function badInput(
  fields: FieldProblem[],
  what = bilingual("输入有误，请按下面列出的项目更正。", "The input has mistakes; correct the fields listed."),
): ProblemError {
  return new ProblemError({
    code: "bad-input",
    what,
    safe: NOTHING_WRITTEN,
    next: bilingual("更正列出的项目后重试。", "Correct the fields listed and try again."),
    fields,
  });
}

/** Makes a problem from its parts, for outcomes that are not a wrong field. */
export function problem(code: string, what: Bilingual, safe: Bilingual, next: Bilingual): ProblemError {
  return new ProblemError({ code, what, safe, next, fields: [] });
}
