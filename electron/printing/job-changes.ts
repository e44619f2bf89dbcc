import type { PrintEventWhat, PrintOutcome } from "#shared/contract/printing.ts";
import { insertPrintEvent } from "#station/db/print-events.ts";
import { getPrintJob, updatePrintJob, type PrintJob } from "#station/db/print-jobs.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";

/** A change of a job: what happened, the new values, and who did it (null: the program itself). */
export type PrintChange = { what: PrintEventWhat; to: Partial<PrintJob>; by: string | null; note?: string | null };

/** Writes a change and its event inside a transaction; null where the job has changed meanwhile. */
export function changeJob(unit: Unit, seen: PrintJob, change: PrintChange): PrintJob | null {
  const { context, at } = unit;
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
  unit.emit({ kind: "print.changed", applicationId: next.applicationId });
  return next;
}

/** The worker's own change of a job whose outcome is `from`; null where a person was quicker. */
export function noteJob(
  context: StationContext,
  id: string,
  from: PrintOutcome,
  change: PrintChange | ((job: PrintJob) => PrintChange),
): PrintJob | null {
  return changeAs(context, SYSTEM, (unit) => {
    const job = getPrintJob(context.db, id);
    if (job.outcome !== from) return null;
    return changeJob(unit, job, typeof change === "function" ? change(job) : change);
  });
}

/** Notes why a queued job still waits; its outcome stays, so no event is written. */
export function noteWaiting(
  context: StationContext,
  id: string,
  why: Pick<PrintJob, "reason" | "trouble" | "nextTryAt">,
): void {
  changeAs(context, SYSTEM, (unit) => {
    const job = getPrintJob(context.db, id);
    if (job.outcome === "queued" && updatePrintJob(context.db, "queued", { ...job, ...why }))
      unit.emit({ kind: "print.changed", applicationId: job.applicationId });
  });
}
