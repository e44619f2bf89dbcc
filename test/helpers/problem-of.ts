import { type Problem, ProblemError } from "#shared/lib/problem.ts";

function problemIn(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

/** The problem with which a call is refused. Fails where it is not refused, or by any other error. */
export function problemOf(run: () => unknown): Problem {
  try {
    run();
  } catch (error) {
    return problemIn(error);
  }
  throw new Error("nothing was refused");
}

/** As {@link problemOf}, for a call that answers later. */
export async function laterProblemOf(run: () => unknown): Promise<Problem> {
  try {
    await run();
  } catch (error) {
    return problemIn(error);
  }
  throw new Error("nothing was refused");
}

/** The code with which a call is refused; `none` where it is not. */
export function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return problemIn(error).code;
  }
  return "none";
}

/** The fields that a refused call names, by path, or its code where it names none. */
export function pathsOf(run: () => unknown): string[] {
  const { code, fields } = problemOf(run);
  return fields.length === 0 ? [code] : fields.map(({ path }) => path);
}
