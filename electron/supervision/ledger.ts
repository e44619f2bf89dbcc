import type { CallOutput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import type { LocalDate } from "#shared/time/instant.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { hallNames } from "#station/core/station-settings.ts";
import { change } from "#station/core/unit-of-work.ts";
import { csvChunks } from "#station/lib/csv.ts";
import { xlsxChunks } from "#station/lib/xlsx.ts";
import { viewDaySummary } from "./day-summary.ts";
import { LEDGER_HEADING_ROWS, LEDGER_WIDTHS, type LedgerLabels, ledgerRows } from "./ledger-rows.ts";

/** The formats of a ledger. */
type LedgerFormat = "xlsx" | "csv";

/** The day's ledger piece by piece, to be written straight to a file. */
function ledgerChunks(day: DaySummaryView, format: LedgerFormat, labels: LedgerLabels): Generator<Buffer> {
  const rows = ledgerRows(day, labels);
  if (format === "csv") return csvChunks(rows);
  return xlsxChunks({ name: `台账 ${day.on}`, widths: LEDGER_WIDTHS, headingRows: LEDGER_HEADING_ROWS }, rows);
}

/** The day's ledger (日台账) as one file in memory; no cell can be a formula. */
export const ledgerFile = (day: DaySummaryView, format: LedgerFormat, labels: LedgerLabels): Buffer =>
  Buffer.concat([...ledgerChunks(day, format, labels)]);

const mimes: Record<LedgerFormat, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

const labelsOf = (context: StationContext): LedgerLabels => ({
  hall: hallNames(context),
  utility: (profileId, utilityId) =>
    context.profiles.find(profileId)?.profile.utilities.find((utility) => utility.id === utilityId)?.label.zh ??
    utilityId,
});

/** Audits who takes a day's ledger away. */
export const noteLedgerExport = (
  context: StationContext,
  actor: Actor,
  on: LocalDate,
  what: { format: LedgerFormat; rows: number },
): void => change(context, actor, (unit) => unit.audit("ledger.exported", on, what));

/** The day's ledger (日台账) as a file for the page; the export is audited. */
export function exportLedger(
  context: StationContext,
  actor: Actor,
  on: LocalDate,
  format: LedgerFormat,
): CallOutput<Calls["ledger.export"]> {
  const day = viewDaySummary(context, on);
  const bytes = ledgerFile(day, format, labelsOf(context));
  noteLedgerExport(context, actor, on, { format, rows: day.lines.length });
  return {
    fileName: `ledger-${on}.${format}`,
    mime: mimes[format],
    base64: bytes.toString("base64"),
    rows: day.lines.length,
  };
}

/** The day's ledger in pieces, to be written straight to a file. */
export function streamLedger(
  context: StationContext,
  on: LocalDate,
  format: LedgerFormat,
): { chunks: Iterable<Buffer>; rows: number } {
  const day = viewDaySummary(context, on);
  return { chunks: ledgerChunks(day, format, labelsOf(context)), rows: day.lines.length };
}
