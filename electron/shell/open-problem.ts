import { faultProblem } from "#station/core/fault-problem.ts";
import { newLogId, type Log } from "#station/core/log.ts";
import { damagedStore } from "#station/db/store-faults.ts";
import { isDamage, safetyOf, storeReason } from "#station/db/store-reason.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, type Problem, ProblemError } from "#shared/lib/problem.ts";

/** What to show when the hall could not be opened, whatever was thrown. */
export function openProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (isDamage(error)) return damagedStore(storeReason(error)).problem;
  const detail = error instanceof Error ? error.message : String(error);
  return problem(
    "not-opened",
    bilingual(`窗口程序没有打开：${detail}`, `The counter did not open: ${detail}`),
    safetyOf(error),
    bilingual(
      "请重新启动电脑后再试；若再次出现，请联系管理员。",
      "Start the computer again and retry; tell the administrator if it happens again.",
    ),
  ).problem;
}

/** What to show when the page of a window could not be kept open. */
export const pageGaveUp = (): Problem =>
  problem(
    "page-gave-up",
    bilingual(
      "窗口页面在一分钟内多次出错，程序已关闭。",
      "The page failed several times within a minute; the program has closed.",
    ),
    DATA_IS_SAFE,
    bilingual(
      "请重新打开程序；若再次出现，请重新启动电脑并联系管理员。",
      "Open the program again. If it happens again, start the computer anew and tell the administrator.",
    ),
  ).problem;

/**
 * What to show of an error that nobody caught; its time and number stand in the log. Electron's own box would show the
 * error itself, which may quote what somebody typed.
 */
export function faultInside(error: unknown, log: Log): Problem {
  const requestId = newLogId();
  log.fatal({ requestId, err: error }, "an error that nobody caught");
  return faultProblem(error, new Date().toISOString(), requestId).problem;
}

/** A problem as a message box shows it: Chinese first, what happened, whether the data is safe, what to do. */
export const problemText = (problem: Problem): { title: string; body: string } => ({
  title: "联动报装窗口 Liandong Counter",
  body: [problem.what.zh, problem.safe.zh, problem.next.zh, "", problem.what.en, problem.safe.en, problem.next.en].join(
    "\n",
  ),
});
