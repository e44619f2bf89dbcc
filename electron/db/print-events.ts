import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { PrintEventWhat, PrintOutcome } from "#shared/contract/printing.ts";
import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredWords } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** One change of a print job; rows are only ever added. `operatorId` is null if the program itself made it. */
export type PrintEvent = {
  jobId: string;
  at: Instant;
  what: PrintEventWhat;
  outcome: PrintOutcome;
  reason: Bilingual | null;
  trouble: PrinterTrouble | null;
  printerId: string | null;
  printerName: string | null;
  operatorId: string | null;
  /** A person's own words. */
  note: string | null;
  /** SHA-256 in hex of what was handed to the printer; null for every other change. */
  documentHash: string | null;
};

type Row = {
  seq: number;
  job_id: string;
  at: string;
  what: PrintEventWhat;
  outcome: PrintOutcome;
  reason: string | null;
  trouble: PrinterTrouble | null;
  printer_id: string | null;
  printer_name: string | null;
  operator_id: string | null;
  note_sealed: Sealed | null;
  document_hash: string | null;
};

const reasons = jsonColumn("print_events.reason", StoredWords);

/** Adds an event; call it inside the transaction of the change. */
export function insertPrintEvent(db: Db, event: PrintEvent): void {
  prepared(
    db,
    `INSERT INTO print_events (job_id, at, what, outcome, reason, trouble, printer_id, printer_name,
       operator_id, note_sealed, document_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    event.jobId,
    event.at,
    event.what,
    event.outcome,
    reasons.writeOrNull(event.reason),
    event.trouble,
    event.printerId,
    event.printerName,
    event.operatorId,
    event.note === null ? null : seal(event.note),
    event.documentHash,
  );
}

/** The events of one job, oldest first. */
export const listPrintEvents = (db: Db, jobId: string): PrintEvent[] =>
  prepared<[string], Row>(db, "SELECT * FROM print_events WHERE job_id = ? ORDER BY seq")
    .all(jobId)
    .map((row) => ({
      jobId: row.job_id,
      at: row.at,
      what: row.what,
      outcome: row.outcome,
      reason: reasons.readOrNull(row.reason, `${jobId}/${row.seq}`),
      trouble: row.trouble,
      printerId: row.printer_id,
      printerName: row.printer_name,
      operatorId: row.operator_id,
      note: row.note_sealed === null ? null : unseal(row.note_sealed),
      documentHash: row.document_hash,
    }));

/** When, to which printer and for which job a document with this SHA-256 was first sent; null if it never was. */
export function findHandingOver(db: Db, documentHash: string): Pick<PrintEvent, "jobId" | "at" | "printerName"> | null {
  const row = prepared<[string], Row>(
    db,
    "SELECT * FROM print_events WHERE document_hash = ? ORDER BY seq LIMIT 1",
  ).get(documentHash);
  return row === undefined ? null : { jobId: row.job_id, at: row.at, printerName: row.printer_name };
}
