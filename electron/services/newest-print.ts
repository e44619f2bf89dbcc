import { say } from "#shared/bilingual.ts";
import { DATA_IS_SAFE, problem } from "#shared/problem.ts";
import { listPrintJobs, type PrintJob } from "#station/db/print-jobs.ts";
import type { Hall } from "./hall.ts";

/** Why an older print of a sheet is not printed any more. */
export const REPLACED = say("这份文书之后已另行安排打印", "This document was asked for again since");

/** Whether no print of the same sheet was asked for after this one. */
export const isNewestPrint = (hall: Hall, job: Pick<PrintJob, "id" | "applicationId" | "kind" | "utility">): boolean =>
  listPrintJobs(hall.db, job.applicationId).findLast(
    ({ kind, utility }) => kind === job.kind && utility === job.utility,
  )?.id === job.id;

/** Refuses to queue an older print again: it would come out beside the newer one, both as the first and neither marked 补打. */
export function refuseReplaced(hall: Hall, job: PrintJob): void {
  if (!isNewestPrint(hall, job))
    throw problem(
      "print-not-now",
      REPLACED,
      DATA_IS_SAFE,
      say("请刷新页面，按最近一次打印的结果办理。", "Load the page again and act on the newest print."),
    );
}
