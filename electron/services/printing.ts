import { say } from "../../shared/bilingual.ts";
import type { PrintJobLine } from "../../shared/contract/calls.ts";
import type { DocumentKind } from "../../shared/contract/document-kind.ts";
import { DATA_IS_SAFE, problem } from "../../shared/problem.ts";
import { appendAudit } from "../db/audit.ts";
import { inOneTransaction } from "../db/database.ts";
import { findPrintJob, insertPrintJob, listPrintJobs, printJobLine, setPrintOutcome } from "../db/print-jobs.ts";
import { getApplicationRow } from "./application.ts";
import type { Actor, Hall } from "./hall.ts";
import { findNoticeAct, refuseForeignPaper } from "./notices.ts";

/** Asks for a sheet to be printed (again); the job is a row, and a worker prints it. */
export function requestPrint(hall: Hall, actor: Actor, input: { applicationId: string; kind: DocumentKind; utility: string | null; why: string | null }): PrintJobLine {
  const row = getApplicationRow(hall, input.applicationId);
  refuseForeignPaper(hall, row, input.kind, input.utility);
  const at = hall.now();
  const job = inOneTransaction(hall.db, () => {
    const queued = insertPrintJob(hall.db, { id: hall.newId(), applicationId: row.id, kind: input.kind, utility: input.utility, recordVersion: row.version, recordHash: row.hash, requestedBy: actor.operator.id, why: input.why, createdAt: at }, findNoticeAct(hall, row.id, input.kind)?.seq ?? 0);
    appendAudit(hall.db, { at, actor: actor.operator.id, stationId: actor.station.id, verb: "print.requested", subject: row.id, detail: { job: queued.id, kind: queued.kind, copy: queued.copy } });
    return queued;
  });
  hall.news.tell({ kind: "print.changed", applicationId: row.id });
  return printJobLine(job);
}

/** Everything asked to be printed for an application. */
export const listPrints = (hall: Hall, applicationId: string): PrintJobLine[] => listPrintJobs(hall.db, getApplicationRow(hall, applicationId).id).map(printJobLine);

/** A person says whether paper came; only this makes a job person-confirmed. */
export function confirmPrint(hall: Hall, actor: Actor, jobId: string, paperCame: boolean): PrintJobLine {
  const at = hall.now();
  const job = inOneTransaction(hall.db, () => {
    const found = findPrintJob(hall.db, jobId);
    if (found === null || found.outcome === "queued" || found.outcome === "sending") {
      throw problem("print-not-ready", say("这个打印任务还没有送出，不能确认。", "This print job has not been sent yet."), DATA_IS_SAFE, say("请等打印机出纸后再确认。", "Confirm after paper came."));
    }
    setPrintOutcome(hall.db, jobId, paperCame ? "person-confirmed" : "failed", paperCame ? null : say("经办人确认没有出纸", "the operator says that no paper came"), at);
    appendAudit(hall.db, { at, actor: actor.operator.id, stationId: actor.station.id, verb: paperCame ? "print.confirmed" : "print.denied", subject: found.applicationId, detail: { job: jobId } });
    return findPrintJob(hall.db, jobId) ?? found;
  });
  hall.news.tell({ kind: "print.changed", applicationId: job.applicationId });
  return printJobLine(job);
}
