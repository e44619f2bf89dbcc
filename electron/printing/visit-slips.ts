import { bilingual } from "#shared/lib/bilingual.ts";
import type { HeldSlipLine } from "#shared/contract/printing.ts";
import { findApplication } from "#station/db/applications.ts";
import { listPrintJobs, listPrintJobsIn, type PrintJob } from "#station/db/print-jobs.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { changeJob } from "./job-changes.ts";

const VISITOR_GONE = bilingual(
  "访客离开自助机时小票还没有打印，不会自动打印；请确认是否还要打印",
  "The visitor left the kiosk before this slip came. It does not print by itself; say whether it is still to be printed",
);

const HELD = {
  outcome: "queued",
  pause: "visit-ended",
  reason: VISITOR_GONE,
  trouble: null,
  nextTryAt: null,
} as const satisfies Partial<PrintJob>;

/** The slip that a visit itself asked for, if no person has taken it in hand since; later ones are staff's. */
function slipOfVisit(context: StationContext, applicationId: string): PrintJob | null {
  const first = listPrintJobs(context.db, applicationId).find(({ kind }) => kind === "slip");
  const isTaken = first === undefined || first.releasedAt !== null || first.trouble === "cancelled";
  return isTaken || first.pause !== null ? null : first;
}

/**
 * Holds the slips of visits that end now, for a signed-in person to release or cancel: printed later by themselves,
 * they would come out in front of somebody else. A slip that is on its way to the printer is held if it comes back.
 */
export function holdSlipsOf(context: StationContext, applicationIds: Iterable<string>): void {
  const slips = [...applicationIds].flatMap((id) => slipOfVisit(context, id) ?? []);
  const unprinted = slips.filter(({ outcome }) => ["queued", "sending", "failed"].includes(outcome));
  if (unprinted.length === 0) return;
  changeAs(context, SYSTEM, (unit) => {
    for (const job of unprinted)
      changeJob(unit, job, {
        what: "held",
        by: null,
        to: job.outcome === "sending" ? { pause: "visit-ended" } : HELD,
      });
  });
}

/** Holds the slips of visits that a stop of the program ended: no page is left that could end them. */
export function holdSlipsOfLostVisits(context: StationContext): void {
  const waiting = listPrintJobsIn(context.db, "queued").filter(({ kind, pause }) => kind === "slip" && pause === null);
  const ofKiosk = waiting.filter(
    ({ applicationId }) => findApplication(context.db, applicationId)?.content.channel === "kiosk",
  );
  const lost = ofKiosk.filter(({ id, applicationId }) => slipOfVisit(context, applicationId)?.id === id);
  holdSlipsOf(context, new Set(lost.map(({ applicationId }) => applicationId)));
}

/** What becomes of a job after a result: a slip whose visitor is gone is not tried again by itself. */
export function leftToStaff(job: PrintJob, after: Partial<PrintJob>): Partial<PrintJob> {
  if (job.pause !== "visit-ended") return after;
  return after.outcome === "queued" || after.outcome === "failed" ? { ...after, ...HELD } : { ...after, pause: null };
}

/** The slips that wait for a person because their visitor is gone, oldest first. */
export const listHeldSlips = (context: StationContext): HeldSlipLine[] =>
  listPrintJobsIn(context.db, "queued")
    .filter(({ pause }) => pause === "visit-ended")
    .map((job) => ({
      jobId: job.id,
      applicationId: job.applicationId,
      acceptanceNumber: getApplicationRow(context, job.applicationId).acceptanceNumber,
      at: job.createdAt,
    }));
