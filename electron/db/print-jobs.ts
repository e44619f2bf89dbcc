import type { Bilingual } from "../../shared/bilingual.ts";
import type { PrintJobLine, PrintOutcome } from "../../shared/contract/calls.ts";
import type { DocumentKind } from "../../shared/contract/document-kind.ts";
import type { Instant } from "../../shared/time.ts";
import { writing, type Db } from "./database.ts";
import { statement } from "./statement.ts";

/** A sheet that is to be, or was, printed (打印任务). */
export type PrintJob = {
  id: string;
  applicationId: string;
  kind: DocumentKind;
  /** Whose commitment letter it is; null for sheets of the whole application. */
  utility: string | null;
  /** 1 for the first print of a kind, 2 and more for reprints (补打). */
  copy: number;
  recordVersion: number;
  recordHash: string;
  outcome: PrintOutcome;
  reason: Bilingual | null;
  requestedBy: string;
  why: string | null;
  createdAt: Instant;
  changedAt: Instant;
};

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
  requested_by: string;
  why: string | null;
  created_at: string;
  changed_at: string;
};

const fromRow = (row: Row): PrintJob => ({
  id: row.id,
  applicationId: row.application_id,
  kind: row.kind,
  utility: row.utility,
  copy: row.copy,
  recordVersion: row.record_version,
  recordHash: row.record_hash,
  outcome: row.outcome,
  reason: row.reason === null ? null : (JSON.parse(row.reason) as Bilingual),
  requestedBy: row.requested_by,
  why: row.why,
  createdAt: row.created_at,
  changedAt: row.changed_at,
});

/** Queues a print job; its copy number follows from the jobs of the same sheet before it, from record version `since` on, as a second notice of a kind is no reprint of the first. */
export function insertPrintJob(db: Db, job: Omit<PrintJob, "copy" | "outcome" | "reason" | "changedAt">, since = 0): PrintJob {
  const before = statement<[string, string, string | null, number], { n: number }>(db, "SELECT count(*) AS n FROM print_jobs WHERE application_id = ? AND kind = ? AND utility IS ? AND record_version >= ?").get(job.applicationId, job.kind, job.utility, since);
  const whole: PrintJob = { ...job, copy: (before?.n ?? 0) + 1, outcome: "queued", reason: null, changedAt: job.createdAt };
  statement(
    db,
    `INSERT INTO print_jobs (id, application_id, kind, utility, copy, record_version, record_hash, outcome, reason, requested_by, why, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', NULL, ?, ?, ?, ?)`,
  ).run(whole.id, whole.applicationId, whole.kind, whole.utility, whole.copy, whole.recordVersion, whole.recordHash, whole.requestedBy, whole.why, whole.createdAt, whole.changedAt);
  return whole;
}

/** Notes what became of a job. */
export function setPrintOutcome(db: Db, id: string, outcome: PrintOutcome, reason: Bilingual | null, at: Instant): void {
  writing(() => statement(db, "UPDATE print_jobs SET outcome = ?, reason = ?, changed_at = ? WHERE id = ?").run(outcome, reason === null ? null : JSON.stringify(reason), at, id));
}

/** One job, or null. */
export function findPrintJob(db: Db, id: string): PrintJob | null {
  const row = statement<[string], Row>(db, "SELECT * FROM print_jobs WHERE id = ?").get(id);
  return row ? fromRow(row) : null;
}

/** The jobs of an application, oldest first. */
export function listPrintJobs(db: Db, applicationId: string): PrintJob[] {
  return statement<[string], Row>(db, "SELECT * FROM print_jobs WHERE application_id = ? ORDER BY created_at, id").all(applicationId).map(fromRow);
}

/** The jobs that are to be printed or caught in print, oldest first. The list of outcomes is said again for the index of open jobs, which SQLite takes for that very condition only. */
export function listPrintJobsIn(db: Db, outcome: "queued" | "sending"): PrintJob[] {
  return statement<[string], Row>(db, "SELECT * FROM print_jobs WHERE outcome = ? AND outcome IN ('queued', 'sending') ORDER BY created_at, id").all(outcome).map(fromRow);
}

/** What a page sees of a job. */
export const printJobLine = (job: PrintJob): PrintJobLine => ({ id: job.id, applicationId: job.applicationId, kind: job.kind, utility: job.utility, outcome: job.outcome, copy: job.copy, reason: job.reason, at: job.changedAt });
