import { say, type Bilingual } from "../../shared/bilingual.ts";
import type { DocumentKind } from "../../shared/contract/document-kind.ts";
import { ProblemError } from "../../shared/problem.ts";
import { listPrintJobsIn, setPrintOutcome, type PrintJob } from "../db/print-jobs.ts";
import { documentFileName, renderDocument } from "../services/documents.ts";
import type { Hall } from "../services/hall.ts";
import { dataOfJob } from "../services/job-data.ts";

/** Where sheets go: takes the bytes of one sheet and settles when they have been handed over; throws when they could not be. */
export type Printer = { print: (sheet: { fileName: string; bytes: Buffer; kind: DocumentKind }) => Promise<void> };

/** The worker that prints what the rows ask for (打印队列). */
export type Spooler = { settled: () => Promise<void>; close: () => Promise<void> };

const reasonOf = (error: unknown): Bilingual => (error instanceof ProblemError ? error.problem.what : say(`打印失败：${String(error)}`, `Printing failed: ${String(error)}`));

async function printOne(hall: Hall, printer: Printer, job: PrintJob): Promise<void> {
  setPrintOutcome(hall.db, job.id, "sending", null, hall.now());
  try {
    const data = dataOfJob(hall, job);
    const { bytes } = await renderDocument(data, job.kind);
    await printer.print({ fileName: `${job.copy > 1 ? `${job.copy}-` : ""}${documentFileName(data, job.kind)}`, bytes, kind: job.kind });
    setPrintOutcome(hall.db, job.id, "sent", null, hall.now());
  } catch (error) {
    setPrintOutcome(hall.db, job.id, "failed", reasonOf(error), hall.now());
  }
  hall.news.tell({ kind: "print.changed", applicationId: job.applicationId });
}

/** Starts printing; a job that a crash caught in mid-print becomes `unconfirmed`, because only a person can say whether paper came. */
export function startSpooler(hall: Hall, printer: Printer, report: (error: unknown) => void): Spooler {
  for (const job of listPrintJobsIn(hall.db, "sending")) {
    setPrintOutcome(hall.db, job.id, "unconfirmed", say("打印中途程序中断，请确认是否出纸", "the program stopped in mid-print; say whether paper came"), hall.now());
  }
  const closing = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const drain = async () => {
    for (let job = listPrintJobsIn(hall.db, "queued")[0]; job !== undefined && !closing.signal.aborted; job = listPrintJobsIn(hall.db, "queued")[0]) await printOne(hall, printer, job);
  };
  const wake = () => {
    running = running.then(() => (closing.signal.aborted ? undefined : drain())).catch(report);
  };
  const stop = hall.news.listen((news) => {
    if (news.kind === "print.changed") wake();
  });
  wake();
  return {
    settled: () => running,
    async close() {
      closing.abort();
      stop();
      await running;
    },
  };
}
