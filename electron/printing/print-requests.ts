import type { AuditVerb } from "#shared/case/audit-verbs.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { PrintEventLine, PrintJobLine, PrintOutcome } from "#shared/contract/printing.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { DATA_IS_SAFE, badInput, problem } from "#shared/lib/problem.ts";
import { listPrintEvents } from "#station/db/print-events.ts";
import { findPrintJob, getPrintJob, listPrintJobs, type PrintJob } from "#station/db/print-jobs.ts";
import { getApplicationRow } from "#station/records/application.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import { recordOfJob } from "./job-data.ts";
import { refuseReplaced } from "./reprint-rules.ts";
import { findNoticeAct, refuseForeignDocument } from "#station/records/notices.ts";
import { changeJob, type PrintChange } from "./job-changes.ts";
import { refuseDoubtful } from "./reprint-rules.ts";
import { nameOf, printJobLine } from "./job-line.ts";

const PERSON_SAYS_NONE = bilingual("经办人确认没有出纸", "A person says that no paper came");

const notNow = (code: string, what: Bilingual, next: Bilingual) => problem(code, what, DATA_IS_SAFE, next);

/** Asks for a document to be printed (again); the job is a row, and a worker prints it. */
export function requestPrint(
  context: StationContext,
  actor: Actor,
  input: { applicationId: string; kind: DocumentKind; utility: string | null; why: string | null },
): PrintJobLine {
  const row = getApplicationRow(context, input.applicationId);
  refuseForeignDocument(context, row, input.kind, input.utility);
  const since = findNoticeAct(context, row.id, input.kind)?.seq ?? 0;
  const job = change(context, actor, (unit): PrintJob => {
    const before = listPrintJobs(context.db, row.id).findLast(
      (each) => each.kind === input.kind && each.utility === input.utility && each.recordVersion >= since,
    );
    refuseDoubtful(before, input.why);
    const { kind, utility, why } = input;
    const record = { applicationId: row.id, recordVersion: row.version, recordHash: row.hash };
    const { id, copy } = unit.print({ ...record, kind, utility, why }, since);
    unit.audit("print.requested", row.id, { job: id, kind, copy });
    return getPrintJob(context.db, id);
  });
  return printJobLine(context, job);
}

/** All print jobs of an application. */
export const listPrints = (context: StationContext, applicationId: string): PrintJobLine[] =>
  listPrintJobs(context.db, getApplicationRow(context, applicationId).id).map((job) => printJobLine(context, job));

function getJob(context: StationContext, id: string): PrintJob {
  const job = findPrintJob(context.db, id);
  if (job === null)
    throw notNow(
      "print-not-found",
      bilingual("没有这个打印任务。", "There is no such print job."),
      bilingual("请刷新页面。", "Load the page again."),
    );
  return job;
}

/** The story of one job: each change of its outcome with time, reason, printer and person. */
export const printStory = (context: StationContext, jobId: string): PrintEventLine[] =>
  listPrintEvents(context.db, getJob(context, jobId).id).map((event) => ({
    at: event.at,
    outcome: event.outcome,
    what: event.what,
    reason: event.reason,
    printer: event.printerName,
    by: nameOf(context, event.operatorId),
    note: event.note,
  }));

/** What a person may do to a job: from which outcomes, the refusal otherwise, and the change. */
type JobAct = {
  verb: AuditVerb;
  from: readonly PrintOutcome[];
  refusal: Bilingual;
  change: (job: PrintJob) => Omit<PrintChange, "by">;
};

/** Changes a job in a person's name; refused for other outcomes. */
function act(context: StationContext, actor: Actor, jobId: string, wanted: JobAct): PrintJobLine {
  const job = change(context, actor, (unit): PrintJob => {
    const found = getJob(context, jobId);
    if (!wanted.from.includes(found.outcome))
      throw notNow(
        "print-not-now",
        wanted.refusal,
        bilingual("请按页面上现在显示的打印结果办理。", "Go by the print result that the page shows now."),
      );
    const changed = changeJob(unit, found, { ...wanted.change(found), by: actor.operator.id });
    if (changed === null) throw new Error("the job changed inside a transaction");
    unit.audit(wanted.verb, changed.applicationId, { job: jobId });
    return changed;
  });
  return printJobLine(context, job);
}

const CAME: readonly PrintOutcome[] = ["sent", "device-confirmed", "unconfirmed", "failed"];
const CAME_NOT: readonly PrintOutcome[] = ["sent", "unconfirmed"];

/**
 * A person says whether paper came; only this makes a job person-confirmed. Paper that was confirmed cannot be denied
 * later: another copy is a reprint.
 */
export function confirmPrint(context: StationContext, actor: Actor, jobId: string, paperCame: boolean): PrintJobLine {
  const refusal = bilingual("这个打印任务现在不能这样确认。", "This print job cannot be confirmed in this way now.");
  return act(context, actor, jobId, {
    verb: paperCame ? "print.confirmed" : "print.denied",
    from: paperCame ? CAME : CAME_NOT,
    refusal,
    change: (job) => {
      if (job.attempts === 0)
        throw notNow(
          "print-not-now",
          bilingual("这个打印任务没有送出过，不会有纸。", "This print job was never sent; no paper can have come."),
          bilingual("需要时请重新打印。", "Print it again if it is needed."),
        );
      return paperCame
        ? {
            what: "confirmed",
            to: {
              outcome: "person-confirmed",
              confirmedBy: actor.operator.id,
              reason: null,
              trouble: null,
              pagesOut: null,
            },
          }
        : { what: "denied", to: { outcome: "failed", reason: PERSON_SAYS_NONE, trouble: null, pagesOut: null } };
    },
  });
}

const QUEUED_AGAIN: Partial<PrintJob> = {
  outcome: "queued",
  reason: null,
  trouble: null,
  pause: null,
  nextTryAt: null,
};

/** Queues a job again that surely did not come out; it is the same print, no reprint. */
export const retryPrint = (context: StationContext, actor: Actor, jobId: string): PrintJobLine =>
  act(context, actor, jobId, {
    verb: "print.retried",
    from: ["failed"],
    refusal: bilingual("只有没有出纸的打印任务可以重试。", "Only a job that brought no paper can be retried."),
    change: (job) => {
      refuseReplaced(context, job);
      return {
        what: "retried",
        to: { ...QUEUED_AGAIN, ...fresh(context, job), fromPage: 1, releasedAt: context.now() },
      };
    },
  });

/** Finishes an interrupted document from the page that a person names: the pages before it are on paper. */
export const resumePrint = (context: StationContext, actor: Actor, jobId: string, fromPage: number): PrintJobLine =>
  act(context, actor, jobId, {
    verb: "print.resumed",
    from: ["unconfirmed"],
    refusal: bilingual(
      "只有不确定是否出纸的打印任务可以接着打印。",
      "Only a job with an uncertain result can be resumed.",
    ),
    change: (job) => {
      refuseReplaced(context, job);
      const pages = job.pages ?? 1;
      if (fromPage < 2 || fromPage > pages)
        throw badInput([
          {
            path: "fromPage",
            message: bilingual(
              `页码须在 2 至 ${pages} 之间；一页也没有出时请按“没有出纸”。`,
              `A page from 2 to ${pages}; where none came, say that no paper came.`,
            ),
          },
        ]);
      const isCurrent = recordOfJob(context, job).version === job.recordVersion;
      if (!isCurrent)
        throw notNow(
          "print-not-now",
          bilingual(
            "登记内容已有新版本，旧版的后几页不能接着打印。",
            "The record has a newer version; the rest of the old one cannot be printed.",
          ),
          bilingual("请按“没有出纸”，再重新打印整份。", "Say that no paper came and print the whole document."),
        );
      return { what: "resumed", to: { ...QUEUED_AGAIN, fromPage, releasedAt: context.now() }, note: `${fromPage}` };
    },
  });

/** Cancels a queued job. */
export const cancelPrint = (context: StationContext, actor: Actor, jobId: string, why: string): PrintJobLine =>
  act(context, actor, jobId, {
    verb: "print.cancelled",
    from: ["queued"],
    refusal: bilingual("只有等待打印的任务可以取消。", "Only a queued job can be cancelled."),
    change: () => ({
      what: "cancelled",
      to: {
        outcome: "failed",
        reason: bilingual("已取消", "Cancelled"),
        trouble: "cancelled",
        pause: null,
        nextTryAt: null,
      },
      note: why,
    }),
  });

/** The version that the document will show when it is printed now. */
function fresh(context: StationContext, job: PrintJob): Pick<PrintJob, "recordVersion" | "recordHash"> {
  const { version, hash } = recordOfJob(context, job);
  return { recordVersion: version, recordHash: hash };
}

/** Releases a paused job; it then shows the record as it is now. */
export const releasePrint = (context: StationContext, actor: Actor, jobId: string): PrintJobLine =>
  act(context, actor, jobId, {
    verb: "print.released",
    from: ["queued"],
    refusal: bilingual("这个打印任务不需要放行。", "This print job needs no release."),
    change: (job) => {
      if (job.pause === null)
        throw notNow(
          "print-not-now",
          bilingual("这个打印任务不需要放行。", "This print job needs no release."),
          bilingual("它会自动打印。", "It prints by itself."),
        );
      refuseReplaced(context, job);
      return {
        what: "released",
        to: { ...QUEUED_AGAIN, ...fresh(context, job), fromPage: 1, releasedAt: context.now() },
      };
    },
  });
