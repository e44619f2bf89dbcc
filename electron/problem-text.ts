import type { Problem } from "#shared/problem.ts";

/** A problem as a message box shows it: Chinese first, what happened, whether the data is safe, what to do. */
export const problemText = (problem: Problem): { title: string; body: string } => ({
  title: "联动报装窗口 Liandong Counter",
  body: [problem.what.zh, problem.safe.zh, problem.next.zh, "", problem.what.en, problem.safe.en, problem.next.en].join(
    "\n",
  ),
});
