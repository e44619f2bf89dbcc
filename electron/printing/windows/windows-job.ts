import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { PrintResult } from "#station/printing/printer.ts";
import { asFault } from "#station/printing/printer-fault.ts";
import type { Helper } from "./spooler-helper.ts";
import { ControlAnswer, JobAnswer } from "./spooler-helper.ts";
import { hasBegun, JOB_STATUS, jobTroublesOf, PRINTER_STATUS, printerStateOf, spoolerStatus } from "./spooler-flags.ts";

/** How a job is watched, in milliseconds: how often, and how long the spooler may be unreachable. */
export type WindowsWatching = {
  everyMs: number;
  goneMs: number;
  withdrawMs: number;
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  now: () => number;
};

/** A job in a Windows queue, by the name that was made for it alone; `kept` where it stays there after printing. */
export type WindowsJob = { printer: string; name: string; kept: boolean };

/** How long withdrawing a job is tried, in milliseconds, even when nobody waits for it any more. */
const LATE_MS = 90_000;

type Look = { there: boolean; status: number; printer: number; attributes: number };

const unconfirmed = (trouble: PrinterTrouble, detail: string): PrintResult => ({
  outcome: "unconfirmed",
  trouble,
  pages: null,
  detail,
});
const isPaused = (look: Look): boolean =>
  (look.status & JOB_STATUS.paused) !== 0 || (look.printer & PRINTER_STATUS.paused) !== 0;

async function look(helper: Helper, job: WindowsJob, signal: AbortSignal): Promise<Look> {
  const answer = await helper.ask({ do: "job", printer: job.printer, name: job.name }, JobAnswer, { signal });
  if (answer.kind !== "said") throw asFault(new Error(answer.what));
  return answer.value;
}

/** A command for the job, as far as the spooler takes it. */
async function command(
  helper: Helper,
  job: WindowsJob,
  what: "pause" | "delete" | "release",
  signal: AbortSignal,
): Promise<void> {
  await helper.ask({ do: "control", printer: job.printer, name: job.name, command: what }, ControlAnswer, { signal });
}

/** The device has all of it, which is as much as a queue knows; where the job names a trouble all the same, a person looks. */
async function handedOver(helper: Helper, job: WindowsJob, status: number, signal: AbortSignal): Promise<PrintResult> {
  await command(helper, job, "release", signal).catch(() => undefined);
  const trouble = jobTroublesOf(status).find((each) => each !== "stopped");
  return trouble === undefined
    ? { outcome: "sent" }
    : unconfirmed(trouble, "handed over, and the queue reports a fault");
}

async function takenBack(
  helper: Helper,
  job: WindowsJob,
  trouble: PrinterTrouble,
  began: boolean,
): Promise<PrintResult> {
  const signal = AbortSignal.timeout(LATE_MS);
  try {
    await command(helper, job, "pause", signal);
    const jobNow = await look(helper, job, signal);
    if (!jobNow.there) return unconfirmed(trouble, "the job is no longer in the queue");
    if (spoolerStatus(jobNow.status) === "handed-over") return await handedOver(helper, job, jobNow.status, signal);
    await command(helper, job, "delete", signal);
    const rest = await look(helper, job, signal);
    const isGone = !rest.there || spoolerStatus(rest.status) === "leaving";
    if (!isGone) return unconfirmed(trouble, "the queue still holds the job");
    const nothingCame = !began && !hasBegun(jobNow.status) && (jobNow.status & JOB_STATUS.paused) !== 0;
    return nothingCame
      ? { outcome: "failed", trouble, again: true, detail: "withdrawn before it began" }
      : unconfirmed(trouble, "withdrawn in mid-print");
  } catch (error) {
    return unconfirmed(
      trouble,
      `the queue does not say whether it gave the job up: ${asFault(error).detail}`.slice(0, 200),
    );
  }
}

/** Why a job is withdrawn, and whether its device had begun with it. */
type Withdrawal = { trouble: PrinterTrouble; began: boolean };

/**
 * Withdraws a job: left in the queue it would print later, after a person has said that none came. Surely nothing
 * came only of a job that had never begun and was paused when it was deleted. Waits at most `withdrawMs`; a helper
 * that starts slowly still deletes the job after that.
 */
export function withdraw(
  helper: Helper,
  job: WindowsJob,
  { trouble, began }: Withdrawal,
  withdrawMs: number,
): Promise<PrintResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => resolve(unconfirmed(trouble, "the queue has not said yet whether it gave the job up")),
      withdrawMs,
    );
    void takenBack(helper, job, trouble, began).then((result) => {
      clearTimeout(timer);
      resolve(result);
    });
  });
}

/**
 * The result of a job that left the queue. Surely nothing came only where it was held back until then and would have
 * stayed there had it printed.
 */
function left(job: WindowsJob, before: Look | null, now: Look, began: boolean): PrintResult {
  const wasPaused =
    job.kept && before !== null && isPaused(before) && (isPaused(now) || (before.status & JOB_STATUS.paused) !== 0);
  if (!began && wasPaused)
    return { outcome: "failed", trouble: "cancelled", again: false, detail: "deleted from the queue before it began" };
  return unconfirmed("cancelled", now.there ? "deleted from the queue" : "the job left the queue without a word");
}

/**
 * Follows a job as far as Windows knows; out of paper it waits until the caller aborts. The outcome is at most
 * `sent`.
 */
export async function followWindowsJob(
  helper: Helper,
  job: WindowsJob,
  watching: WindowsWatching,
  signal: AbortSignal,
): Promise<PrintResult> {
  let heardAt = watching.now();
  let before: Look | null = null;
  let began = false;
  let trouble: PrinterTrouble = "no-answer";
  while (!signal.aborted && watching.now() - heardAt < watching.goneMs) {
    try {
      const now = await look(helper, job, signal);
      heardAt = watching.now();
      began ||= hasBegun(now.status);
      trouble =
        jobTroublesOf(now.status)[0] ??
        printerStateOf({ status: now.printer, attributes: now.attributes }).troubles[0] ??
        "no-answer";
      const status = now.there ? spoolerStatus(now.status) : "leaving";
      if (status === "handed-over") return await handedOver(helper, job, now.status, signal);
      if (status === "leaving") return left(job, before, now, began);
      before = now;
    } catch {
      // A new helper is started with the next look.
    }
    await watching.pause(watching.everyMs, signal);
  }
  const reason = signal.aborted ? trouble : "connection-lost";
  return withdraw(helper, job, { trouble: reason, began }, watching.withdrawMs);
}
