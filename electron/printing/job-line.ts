import type { PrintJobLine } from "#shared/contract/printing.ts";
import { findApplication } from "#station/db/applications.ts";
import { findOperator } from "#station/db/operators.ts";
import type { PrintJob } from "#station/db/print-jobs.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { supersededBy } from "#station/documents/superseded.ts";
import { findUsable } from "./printer-choice.ts";

/** A person's name for the page, null where the program itself acted. */
export const nameOf = (context: StationContext, id: string | null): string | null =>
  id === null ? null : (findOperator(context.db, id)?.name ?? id);

/** The slip of a visit never changes; a document of an application may be superseded. */
function supersededOf(context: StationContext, job: PrintJob): number | null {
  const row = findApplication(context.db, job.applicationId);
  return row === null ? null : supersededBy(context, row, job, job.recordVersion);
}

/** What a page sees of a job. */
export const printJobLine = (context: StationContext, job: PrintJob): PrintJobLine => ({
  id: job.id,
  applicationId: job.applicationId,
  kind: job.kind,
  utility: job.utility,
  outcome: job.outcome,
  copy: job.copy,
  reason: job.reason,
  trouble: job.trouble,
  pause: job.pause,
  recordVersion: job.recordVersion,
  supersededBy: supersededOf(context, job),
  pages: job.pages,
  pagesOut: job.pagesOut,
  fromPage: job.fromPage,
  attempts: job.attempts,
  nextTryAt: job.nextTryAt,
  printer: job.printerName,
  inFolder: job.printerId !== null && findUsable(context, job.printerId)?.kind === "tray",
  confirmedBy: nameOf(context, job.confirmedBy),
  at: job.changedAt,
});
