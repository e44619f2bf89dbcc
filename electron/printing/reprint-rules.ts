import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { badInput, DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { listPrintJobs, type PrintJob } from "#station/db/print-jobs.ts";

/** Why an older print of a document is not printed any more. */
export const REPLACED = bilingual("这份文书之后已另行安排打印", "This document was asked for again since");

/** Whether no later print of the same document was requested. */
export const isNewestPrint = (
  context: StationContext,
  job: Pick<PrintJob, "id" | "applicationId" | "kind" | "utility">,
): boolean =>
  listPrintJobs(context.db, job.applicationId).findLast(
    ({ kind, utility }) => kind === job.kind && utility === job.utility,
  )?.id === job.id;

/** Refuses to queue an older print again: two first prints would come out, neither marked 补打. */
export function refuseReplaced(context: StationContext, job: PrintJob): void {
  if (!isNewestPrint(context, job))
    throw problem(
      "print-not-now",
      REPLACED,
      DATA_IS_SAFE,
      bilingual("请刷新页面，按最近一次打印的结果办理。", "Load the page again and act on the newest print."),
    );
}

const notNow = (code: string, what: Bilingual, next: Bilingual) => problem(code, what, DATA_IS_SAFE, next);

/**
 * Refuses a second print while the result of the first is unknown. A document that is known to be on paper needs a
 * reason.
 */
export function refuseDoubtful(before: PrintJob | undefined, why: string | null): void {
  switch (before?.outcome) {
    case "queued":
    case "sending":
      throw notNow(
        "print-waiting",
        bilingual("这份文书已经在打印队列中。", "This document is already in the print queue."),
        bilingual("请等它打印出来；不需要时先取消。", "Wait for it, or cancel it first."),
      );
    case "unconfirmed":
      throw notNow(
        "print-unconfirmed",
        bilingual("上一次打印还不知道是否出纸。", "It is not known yet whether paper came of the print before."),
        bilingual("请先看打印机，答复“已出纸”或“没有出纸”。", "Look at the printer and say whether paper came."),
      );
    case "device-confirmed":
    case "person-confirmed":
      if (why === null || why === "")
        throw badInput([
          {
            path: "why",
            message: bilingual(
              "这份文书已经出纸，补打须写明原因。",
              "This document is on paper already; say why it is printed again.",
            ),
          },
        ]);
      return;
    case "sent":
    case "failed":
    case undefined:
  }
}
