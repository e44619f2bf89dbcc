import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { PrintOutcome } from "#shared/contract/printing.ts";
import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredWords } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** One test print; `passed` is null until a person has looked at it. */
export type PrinterTest = {
  id: string;
  printerId: string;
  printerName: string;
  stationId: string;
  outcome: PrintOutcome;
  reason: Bilingual | null;
  trouble: PrinterTrouble | null;
  documentHash: string | null;
  askedBy: string;
  askedAt: Instant;
  passed: boolean | null;
  answeredBy: string | null;
  answeredAt: Instant | null;
  note: string | null;
};

type Row = {
  id: string;
  printer_id: string;
  printer_name: string;
  station_id: string;
  outcome: PrintOutcome;
  reason: string | null;
  trouble: PrinterTrouble | null;
  document_hash: string | null;
  asked_by: string;
  asked_at: string;
  passed: number | null;
  answered_by: string | null;
  answered_at: string | null;
  note_sealed: Sealed | null;
};

const reasons = jsonColumn("printer_tests.reason", StoredWords);

const fromRow = (row: Row): PrinterTest => ({
  id: row.id,
  printerId: row.printer_id,
  printerName: row.printer_name,
  stationId: row.station_id,
  outcome: row.outcome,
  reason: reasons.readOrNull(row.reason, row.id),
  trouble: row.trouble,
  documentHash: row.document_hash,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  passed: row.passed === null ? null : row.passed === 1,
  answeredBy: row.answered_by,
  answeredAt: row.answered_at,
  note: row.note_sealed === null ? null : unseal(row.note_sealed),
});

/** Queues a test print. */
export function insertPrinterTest(
  db: Db,
  test: Pick<PrinterTest, "id" | "printerId" | "printerName" | "stationId" | "askedBy" | "askedAt">,
): void {
  prepared(
    db,
    `INSERT INTO printer_tests (id, printer_id, printer_name, station_id, outcome, asked_by, asked_at)
       VALUES (?, ?, ?, ?, 'queued', ?, ?)`,
  ).run(test.id, test.printerId, test.printerName, test.stationId, test.askedBy, test.askedAt);
}

/** Records the outcome of a test; false if its outcome is no longer `from`. */
export const setTestOutcome = (
  db: Db,
  id: string,
  from: PrintOutcome,
  to: Pick<PrinterTest, "outcome" | "reason" | "trouble" | "documentHash">,
): boolean =>
  prepared(
    db,
    "UPDATE printer_tests SET outcome = ?, reason = ?, trouble = ?, document_hash = ? WHERE id = ? AND outcome = ?",
  ).run(to.outcome, reasons.writeOrNull(to.reason), to.trouble, to.documentHash, id, from).changes > 0;

/** Records a person's finding on a test, once; false if it has one already. */
export const answerTest = (
  db: Db,
  id: string,
  answer: { passed: boolean; by: string; at: Instant; note: string },
): boolean =>
  prepared(
    db,
    "UPDATE printer_tests SET passed = ?, answered_by = ?, answered_at = ?, note_sealed = ? WHERE id = ? AND passed IS NULL",
  ).run(answer.passed ? 1 : 0, answer.by, answer.at, answer.note === "" ? null : seal(answer.note), id).changes > 0;

/** One test, or null. */
export function findPrinterTest(db: Db, id: string): PrinterTest | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM printer_tests WHERE id = ?").get(id);
  return row ? fromRow(row) : null;
}

/** The tests to be printed or interrupted while printing, oldest first. */
export const listPrinterTestsIn = (db: Db, outcome: "queued" | "sending"): PrinterTest[] =>
  prepared<[string], Row>(
    db,
    "SELECT * FROM printer_tests WHERE outcome = ? AND outcome IN ('queued', 'sending') ORDER BY asked_at, rowid",
  )
    .all(outcome)
    .map(fromRow);

/** The tests requested between two instants, oldest first. */
export const listPrinterTests = (db: Db, from: Instant, before: Instant): PrinterTest[] =>
  prepared<[string, string], Row>(
    db,
    "SELECT * FROM printer_tests WHERE asked_at >= ? AND asked_at < ? ORDER BY asked_at, rowid",
  )
    .all(from, before)
    .map(fromRow);
