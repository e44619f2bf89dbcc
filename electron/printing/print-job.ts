import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { DAY_MS, later, type Instant } from "#shared/time/instant.ts";
import { ProblemError } from "#shared/lib/problem.ts";
import { addWorkingMinutes, fullDayMinutes } from "#shared/time/working-time.ts";
import { NOTICE_KINDS } from "#templates/documents/notice.ts";
import { getPrintJob, listPrintJobs, type PrintJob } from "#station/db/print-jobs.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { dataOfJob, recordOfJob } from "./job-data.ts";
import { isNewestPrint, REPLACED } from "./reprint-rules.ts";
import { noteJob, noteWaiting } from "./job-changes.ts";
import type { Destination } from "./printer-choice.ts";
import { sha256 } from "#station/lib/hashes.ts";
import type { RenderedDocument, PrintWork } from "./printer.ts";
import type { PrintResult } from "./printer.ts";
import { renderForPrinter } from "./render-for-printer.ts";
import { troubleText } from "./outcome-words.ts";
import { leftToStaff } from "./visit-slips.ts";

const NOTICES: ReadonlySet<string> = new Set(NOTICE_KINDS);

const reasonOf = (error: unknown): Bilingual =>
  error instanceof ProblemError
    ? error.problem.what
    : bilingual(`文书没有生成：${String(error)}`, `The document was not made: ${String(error)}`);

/** Whether a job has waited for more than a working day, or a plain day where the year has no calendar. */
function hasWaited(context: StationContext, job: PrintJob): boolean {
  const since = job.releasedAt ?? job.createdAt;
  const now = context.now();
  // Most jobs are a moment old, so the calendar is asked only about older ones.
  if (Date.parse(now) - Date.parse(since) < DAY_MS / 24) return false;
  const counted = addWorkingMinutes(since, fullDayMinutes(context.hours), context, []);
  return now > (counted.kind === "at" ? counted.at : later(since, DAY_MS));
}

const PAUSED = {
  waited: bilingual(
    "等待超过一个工作日，请确认是否还要打印",
    "It waited for more than a working day; say whether it is still to be printed",
  ),
  superseded: bilingual(
    "登记内容已有新版本，请确认是否打印新版",
    "The record has a newer version; say whether to print that",
  ),
};

function jobAfter(job: PrintJob, result: PrintResult, nextTryAt: Instant | null): Partial<PrintJob> {
  switch (result.outcome) {
    case "device-confirmed":
    case "sent":
      return { outcome: result.outcome, reason: null, trouble: null, nextTryAt: null, pagesOut: null };
    case "failed":
      return {
        outcome: nextTryAt === null ? "failed" : "queued",
        reason: troubleText(result.trouble, result.detail),
        trouble: result.trouble,
        nextTryAt,
      };
    case "unconfirmed": {
      const lastPage = job.pages ?? 1;
      // A printer counts only what it was given: the pages before the resumed page came earlier.
      const out = result.pages === null ? null : job.fromPage - 1 + Math.max(result.pages, 0);
      return {
        outcome: "unconfirmed",
        reason: troubleText(result.trouble, result.detail),
        trouble: result.trouble,
        nextTryAt: null,
        pagesOut: out === null ? null : Math.min(out, lastPage),
      };
    }
  }
}

/**
 * The beginning of a file name where an earlier print of the document may lie in the same folder. It is the copy's
 * number, or the version of one printed again; a notice's name has its own number.
 */
function printMark(context: StationContext, job: PrintJob): string {
  if (job.copy > 1) return `${job.copy}-`;
  const isAnew =
    !NOTICES.has(job.kind) &&
    listPrintJobs(context.db, job.applicationId).some(
      ({ kind, utility, recordVersion }) =>
        kind === job.kind && utility === job.utility && recordVersion < job.recordVersion,
    );
  return isAnew ? `v${job.recordVersion}-` : "";
}

function isAsDrawn(context: StationContext, job: PrintJob): boolean {
  const now = getPrintJob(context.db, job.id);
  return (
    now.recordVersion === job.recordVersion &&
    now.pause === null &&
    recordOfJob(context, job).version === job.recordVersion
  );
}

/** A print job (打印任务) as work for the queue of the printer that it goes to. */
export function jobWork(context: StationContext, job: PrintJob, destination: Destination): PrintWork {
  const { printer, tray } = destination;

  function asksFirst(): keyof typeof PAUSED | null {
    if (recordOfJob(context, job).version !== job.recordVersion) return "superseded";
    return hasWaited(context, job) ? "waited" : null;
  }

  const log = context.log.area("printing");
  return {
    id: job.id,
    async prepare(): Promise<RenderedDocument | null> {
      const pause = asksFirst();
      if (pause === "superseded" && !isNewestPrint(context, job)) {
        noteJob(context, job.id, "queued", {
          what: "cancelled",
          by: null,
          to: { outcome: "failed", reason: REPLACED, trouble: "cancelled", pause: null, nextTryAt: null },
        });
        return null;
      }
      if (pause !== null) {
        noteJob(context, job.id, "queued", {
          what: "held",
          by: null,
          to: { pause, reason: PAUSED[pause], trouble: null, nextTryAt: null },
        });
        return null;
      }
      try {
        const { bytes, pages, fileName } = await renderForPrinter(dataOfJob(context, job), job.kind, printer);
        return {
          sheet: {
            fileName: `${printMark(context, job)}${fileName}`,
            bytes,
            kind: job.kind,
            fromPage: Math.min(job.fromPage, pages),
            tray,
          },
          hash: sha256(bytes),
          pages,
        };
      } catch (error) {
        log.error({ kind: job.kind, err: error }, "making the document of a print job");
        noteJob(context, job.id, "queued", (now) => ({
          what: "result",
          by: null,
          to: leftToStaff(now, { outcome: "failed", reason: reasonOf(error), trouble: null, nextTryAt: null }),
        }));
        return null;
      }
    },
    begin: ({ hash, pages }) =>
      // Meanwhile a person may have cancelled the job and asked again, or the record may have changed.
      isAsDrawn(context, job) &&
      noteJob(context, job.id, "queued", {
        what: "sending",
        by: null,
        to: {
          outcome: "sending",
          reason: null,
          trouble: null,
          nextTryAt: null,
          documentHash: hash,
          pages,
          pagesOut: null,
          printerId: printer.id,
          printerName: printer.name,
          attempts: job.attempts + 1,
        },
      }) !== null,
    applyResult(result, nextTryAt) {
      const trouble = "trouble" in result ? result.trouble : "none";
      log.info({ kind: job.kind, outcome: result.outcome, trouble }, "printed a job");
      noteJob(context, job.id, "sending", (now) => ({
        what: "result",
        by: null,
        to: leftToStaff(now, jobAfter(now, result, nextTryAt)),
      }));
    },
    wait: (trouble, nextTryAt) => noteWaiting(context, job.id, { reason: troubleText(trouble), trouble, nextTryAt }),
  };
}
