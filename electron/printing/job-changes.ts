import type { PrintEventWhat, PrintOutcome } from "#shared/contract/printing.ts";
import type { Instant } from "#shared/time/instant.ts";
import { transaction } from "#station/db/database.ts";
import { insertPrintEvent } from "#station/db/print-events.ts";
import { getPrintJob, updatePrintJob, type PrintJob } from "#station/db/print-jobs.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** A change of a job: what happened, the new values, and who did it (null: the program itself). */
export type PrintChange = { what: PrintEventWhat; to: Partial<PrintJob>; by: string | null; note?: string | null };

/** Writes a change and its line in the job's story, inside a transaction; null where the job no longer stands as it was seen. */
export function changeJob(context: StationContext, seen: PrintJob, at: Instant, change: PrintChange): PrintJob | null {
  const next: PrintJob = { ...seen, ...change.to, changedAt: at };
  if (!updatePrintJob(context.db, seen.outcome, next)) return null;
  insertPrintEvent(context.db, {
    jobId: seen.id,
    at,
    what: change.what,
    outcome: next.outcome,
    reason: next.reason,
    trouble: next.trouble,
    printerId: next.printerId,
    printerName: next.printerName,
    operatorId: change.by,
    note: change.note ?? null,
    documentHash: change.what === "sending" ? next.documentHash : null,
  });
  return next;
}

/** The worker's own change of a job that it holds at `from`: durable when it returns, null where a person was quicker. */
export function noteJob(
  context: StationContext,
  id: string,
  from: PrintOutcome,
  change: PrintChange | ((job: PrintJob) => PrintChange),
): PrintJob | null {
  const changed = transaction(context.db, () => {
    const job = getPrintJob(context.db, id);
    return job.outcome === from
      ? changeJob(context, job, context.now(), typeof change === "function" ? change(job) : change)
      : null;
  });
  if (changed !== null) context.events.emit({ kind: "print.changed", applicationId: changed.applicationId });
  return changed;
}

/** Notes why a queued job still waits, without a change of its outcome and so without a line in its story. */
export function noteWaiting(
  context: StationContext,
  id: string,
  why: Pick<PrintJob, "reason" | "trouble" | "nextTryAt">,
): void {
  const changed = transaction(context.db, () => {
    const job = getPrintJob(context.db, id);
    return job.outcome === "queued" && updatePrintJob(context.db, "queued", { ...job, ...why }) ? job : null;
  });
  if (changed !== null) context.events.emit({ kind: "print.changed", applicationId: changed.applicationId });
}
