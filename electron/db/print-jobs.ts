import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import type { PrintPause, PrintOutcome } from "#shared/contract/printing.ts";
import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredWords } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** A document to be printed, or already printed (打印任务). */
export type PrintJob = {
  id: string;
  applicationId: string;
  kind: DocumentKind;
  /** The utility of a commitment letter; null for documents of the whole application. */
  utility: string | null;
  /** 1 for the first print of a kind, 2 and more for reprints (补打). */
  copy: number;
  recordVersion: number;
  recordHash: string;
  outcome: PrintOutcome;
  reason: Bilingual | null;
  trouble: PrinterTrouble | null;
  pause: PrintPause | null;
  /** When a person last released it after a long wait. Its waiting time counts from then. */
  releasedAt: Instant | null;
  /** SHA-256 in hex of the bytes last sent to a printer. */
  documentHash: string | null;
  pages: number | null;
  pagesOut: number | null;
  fromPage: number;
  printerId: string | null;
  printerName: string | null;
  /** How often sending it was begun. */
  attempts: number;
  nextTryAt: Instant | null;
  confirmedBy: string | null;
  requestedBy: string;
  why: string | null;
  createdAt: Instant;
  changedAt: Instant;
};

/** What a new job is made of; everything else follows. */
export type NewPrintJob = Pick<
  PrintJob,
  "id" | "applicationId" | "kind" | "utility" | "recordVersion" | "recordHash" | "requestedBy" | "why" | "createdAt"
>;

type Row = {
  id: string;
  application_id: string;
  kind: DocumentKind;
  utility: string | null;
  copy: number;
  record_version: number;
  record_hash: string;
  outcome: PrintOutcome;
  reason: string | null;
  trouble: PrinterTrouble | null;
  pause: PrintPause | null;
  released_at: string | null;
  document_hash: string | null;
  pages: number | null;
  pages_out: number | null;
  from_page: number;
  printer_id: string | null;
  printer_name: string | null;
  attempts: number;
  next_try_at: string | null;
  confirmed_by: string | null;
  requested_by: string;
  why: string | null;
  created_at: string;
  changed_at: string;
};

const reasons = jsonColumn("print_jobs.reason", StoredWords);

const fromRow = (row: Row): PrintJob => ({
  id: row.id,
  applicationId: row.application_id,
  kind: row.kind,
  utility: row.utility,
  copy: row.copy,
  recordVersion: row.record_version,
  recordHash: row.record_hash,
  outcome: row.outcome,
  reason: reasons.readOrNull(row.reason, row.id),
  trouble: row.trouble,
  pause: row.pause,
  releasedAt: row.released_at,
  documentHash: row.document_hash,
  pages: row.pages,
  pagesOut: row.pages_out,
  fromPage: row.from_page,
  printerId: row.printer_id,
  printerName: row.printer_name,
  attempts: row.attempts,
  nextTryAt: row.next_try_at,
  confirmedBy: row.confirmed_by,
  requestedBy: row.requested_by,
  why: row.why,
  createdAt: row.created_at,
  changedAt: row.changed_at,
});

/**
 * Queues a print job and returns its copy number. The number counts earlier jobs of the same document that may
 * have come out, from record version `since` on: a second notice of a kind is no reprint of the first.
 */
export function insertPrintJob(db: Db, job: NewPrintJob, since = 0): number {
  const before = prepared<[string, string, string | null, number], { n: number }>(
    db,
    `SELECT count(*) AS n FROM print_jobs WHERE application_id = ? AND kind = ? AND utility IS ?
       AND record_version >= ? AND outcome <> 'failed'`,
  ).get(job.applicationId, job.kind, job.utility, since);
  const copy = (before?.n ?? 0) + 1;
  prepared(
    db,
    `INSERT INTO print_jobs (id, application_id, kind, utility, copy, record_version, record_hash, outcome,
      requested_by, why, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)`,
  ).run(
    job.id,
    job.applicationId,
    job.kind,
    job.utility,
    copy,
    job.recordVersion,
    job.recordHash,
    job.requestedBy,
    job.why,
    job.createdAt,
    job.createdAt,
  );
  return copy;
}

/** Writes everything of a job that can change. Writes nothing and returns false if its outcome is no longer `from`. */
export const updatePrintJob = (db: Db, from: PrintOutcome, job: PrintJob): boolean =>
  prepared(
    db,
    `UPDATE print_jobs SET outcome = ?, reason = ?, trouble = ?, pause = ?, released_at = ?,
      record_version = ?, record_hash = ?, document_hash = ?, pages = ?, pages_out = ?,
       from_page = ?, printer_id = ?, printer_name = ?, attempts = ?, next_try_at = ?, confirmed_by = ?,
         changed_at = ? WHERE id = ? AND outcome = ?`,
  ).run(
    job.outcome,
    reasons.writeOrNull(job.reason),
    job.trouble,
    job.pause,
    job.releasedAt,
    job.recordVersion,
    job.recordHash,
    job.documentHash,
    job.pages,
    job.pagesOut,
    job.fromPage,
    job.printerId,
    job.printerName,
    job.attempts,
    job.nextTryAt,
    job.confirmedBy,
    job.changedAt,
    job.id,
    from,
  ).changes > 0;

/** The job whose document, as last sent to a printer, has this SHA-256 in hex; null if there is none. */
export function findPrintJobByDocument(db: Db, documentHash: string): PrintJob | null {
  const row = prepared<[string], Row>(
    db,
    "SELECT * FROM print_jobs WHERE document_hash = ? ORDER BY created_at LIMIT 1",
  ).get(documentHash);
  return row ? fromRow(row) : null;
}

/** One job, or null. */
export function findPrintJob(db: Db, id: string): PrintJob | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM print_jobs WHERE id = ?").get(id);
  return row ? fromRow(row) : null;
}

/** One job that must exist. */
export function getPrintJob(db: Db, id: string): PrintJob {
  const job = findPrintJob(db, id);
  if (job === null) throw new Error(`no print job ${id}`);
  return job;
}

/** The jobs of an application in the order of their requests, whatever the clock said. */
export function listPrintJobs(db: Db, applicationId: string): PrintJob[] {
  return prepared<[string], Row>(db, "SELECT * FROM print_jobs WHERE application_id = ? ORDER BY rowid")
    .all(applicationId)
    .map(fromRow);
}

/**
 * The jobs to be printed or interrupted while printing: fewest attempts first, then the oldest. SQLite uses the index
 * of open jobs only if the condition repeats its list of outcomes.
 */
export function listPrintJobsIn(db: Db, outcome: "queued" | "sending"): PrintJob[] {
  return prepared<[string], Row>(
    db,
    "SELECT * FROM print_jobs WHERE outcome = ? AND outcome IN ('queued', 'sending') ORDER BY attempts, created_at, rowid",
  )
    .all(outcome)
    .map(fromRow);
}
