import type { Sheet, SheetCell } from "../shared/form.ts";
import type { DocumentData } from "./document-data.ts";
import { grid, type GridCell, type GridLine } from "./grid.ts";
import type { PdfBlock } from "./pdf-definition.ts";
import type { Pen } from "./pen.ts";
import { sheetLine } from "./sheet-line.ts";

/** A line that dates a signature stands at the right, below the space for stamp and signature. */
const isSignatureDate = (line: string): boolean => line.includes("{opinionDate ");

function toGridCell(cell: SheetCell, data: DocumentData, pen: Pen): GridCell {
  const align: GridLine["align"] = cell.as === "value" ? "left" : "center";
  const lines = cell.lines.flatMap((line) =>
    sheetLine(line, data, pen).map((inlines) => ({
      inlines: cell.as === "heading" ? inlines.map((inline) => ({ ...inline, bold: true })) : inlines,
      align: isSignatureDate(line) ? ("right" as const) : align,
    })),
  );
  return { lines, span: cell.span, rowSpan: cell.rowSpan };
}

/** Prints a sheet as its annex shows it: the lines above, the grid, the lines below. */
export function printSheet(sheet: Sheet, data: DocumentData, pen: Pen): PdfBlock[] {
  const plain = (lines: string[]): PdfBlock[] =>
    lines.flatMap((line) => sheetLine(line, data, pen)).map((text) => ({ text, margin: [0, 2, 0, 4] }));
  const rows = sheet.rows.map((row) => ({ heightMm: row.heightMm, cells: row.cells.map((cell) => toGridCell(cell, data, pen)) }));
  return [...plain(sheet.above), grid(sheet.columns, rows), ...plain(sheet.below)];
}
