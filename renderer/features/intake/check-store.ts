import { create } from "zustand";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { ask } from "#renderer/host/host.ts";
import { HostProblem } from "#renderer/host/host-problem.ts";
import { cleanBody, measuredLines } from "./clean-body.ts";
import { useIntakeStore } from "./intake-store.ts";
import { pagePath } from "./clean-body.ts";

type CheckState = { problems: FieldProblem[]; warnings: FieldProblem[] };

/** Problems and warnings of the form, by the paths of the page. */
export const useCheckStore = create<CheckState>()(() => ({ problems: [], warnings: [] }));

/** Shows the problems of a refusal where the live checks show theirs. */
export function showRefused(fields: FieldProblem[]): void {
  const intake = useIntakeStore.getState();
  useCheckStore.setState({
    problems: [
      ...measuredLines(intake).problems,
      ...fields.map((field) => ({ ...field, path: pagePath(field.path, cleanBody(intake).outsideLines) })),
    ],
  });
}

/** Asks the host to check the current form. */
export async function checkNow(): Promise<void> {
  const intake = useIntakeStore.getState();
  if (intake.profile === null) return;
  const body = cleanBody(intake);
  const here = (fields: FieldProblem[]): FieldProblem[] =>
    fields.map((field) => ({ ...field, path: pagePath(field.path, body.outsideLines) }));
  try {
    const { problems, warnings } = await ask("intake.check", { body });
    useCheckStore.setState({
      problems: [...measuredLines(intake).problems, ...here(problems)],
      warnings: here(warnings),
    });
  } catch (thrown) {
    // A failed check says nothing about the form; acceptance checks again and shows the reason.
    if (thrown instanceof HostProblem && thrown.problem.fields.length > 0) showRefused(thrown.problem.fields);
  }
}
