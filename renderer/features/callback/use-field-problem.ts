import type { Problem } from "#shared/problem.ts";
import { usePick } from "#renderer/strings/text.ts";

/** What is wrong with one field of a call, in the language of the screen; null where nothing is. */
export function useFieldProblem(problem: Problem | null, path: string): string | null {
  const pick = usePick();
  const found = problem?.fields.find((field) => field.path === path || field.path.startsWith(`${path}[`));
  return found === undefined ? null : pick(found.message);
}
