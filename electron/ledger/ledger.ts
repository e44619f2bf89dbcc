import type { DayView } from "#shared/contract/calls.ts";
import { csvChunks } from "./csv-writer.ts";
import { LEDGER_HEADING_ROWS, LEDGER_WIDTHS, ledgerRows, type LedgerLabels } from "./ledger-rows.ts";
import { xlsxChunks } from "./xlsx-writer.ts";

/** The formats that a ledger can be had in. */
export type LedgerFormat = "xlsx" | "csv";

/** The day's ledger piece by piece, to be written straight to a file. */
export function ledgerChunks(day: DayView, format: LedgerFormat, labels: LedgerLabels): Generator<Buffer> {
  const rows = ledgerRows(day, labels);
  if (format === "csv") return csvChunks(rows);
  return xlsxChunks({ name: `台账 ${day.on}`, widths: LEDGER_WIDTHS, headingRows: LEDGER_HEADING_ROWS }, rows);
}

/** The day's ledger (日台账) as one file in memory; no cell of it can ever be a formula. */
export const ledgerFile = (day: DayView, format: LedgerFormat, labels: LedgerLabels): Buffer =>
  Buffer.concat([...ledgerChunks(day, format, labels)]);
