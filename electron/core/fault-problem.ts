import { bilingual } from "#shared/lib/bilingual.ts";
import { DATA_IS_SAFE, problem, type ProblemError } from "#shared/lib/problem.ts";
import { hourText, localDateOf, type Instant } from "#shared/time/instant.ts";

/** The message for a fault inside the program; its time and id stand in the log. */
export function faultProblem(at: Instant, requestId: string): ProblemError {
  const time = `${localDateOf(at)} ${hourText(at)}:${at.slice(17, 19)}`;
  return problem(
    "unexpected",
    bilingual("程序内部出错，这项操作没有完成。", "The program failed inside; the act was not completed."),
    DATA_IS_SAFE,
    bilingual(
      `请重试；若再次出现，请告诉管理员时间 ${time} 和编号 ${requestId}。`,
      `Try again; if it happens again, tell the administrator the time ${time} and the number ${requestId}.`,
    ),
  );
}
