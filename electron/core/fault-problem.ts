import { bilingual } from "#shared/lib/bilingual.ts";
import { problem, type ProblemError } from "#shared/lib/problem.ts";
import { damagedStore } from "#station/db/store-faults.ts";
import { isDamage, safetyOf, storeReason } from "#station/db/store-reason.ts";
import { hourText, localDateOf, type Instant } from "#shared/time/instant.ts";

/**
 * What a person is told of a fault inside the program; the time and the id stand in the log. A damaged store has words
 * of its own: nothing of it may be called safe.
 */
export function faultProblem(error: unknown, at: Instant, requestId: string): ProblemError {
  if (isDamage(error)) return damagedStore(storeReason(error));
  const time = `${localDateOf(at)} ${hourText(at)}:${at.slice(17, 19)}`;
  return problem(
    "unexpected",
    bilingual("程序内部出错，这项操作没有完成。", "The program failed inside; the act was not completed."),
    safetyOf(error),
    bilingual(
      `请重试；若再次出现，请告诉管理员时间 ${time} 和编号 ${requestId}。`,
      `Try again; if it happens again, tell the administrator the time ${time} and the number ${requestId}.`,
    ),
  );
}
