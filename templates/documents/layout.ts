import type { Sheet, SheetCell } from "#shared/profile/form.ts";
import { balanceLabel, fitGloss, fitValue } from "#templates/drawing/fit-text.ts";
import { cellWidth, grid, type GridCell, type GridLine, type GridRow, LINE_WIDTH } from "#templates/drawing/grid.ts";
import type { PdfBlock, PdfInline, PdfTable } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";
import type { DocumentData } from "./document-data.ts";
import { sheetLine } from "./layout-line.ts";

/**
 * Splits a table at its heading rows, so that a heading is never alone at the foot of a page and repeats on the next.
 * On one page the parts meet in one rule and look like one table.
 */
function splitAtHeadings(table: PdfTable, headings: boolean[]): PdfTable[] {
  const { body, heights } = table.table;
  const starts = headings.flatMap((heading, row) => (row === 0 || heading ? [row] : []));
  return starts.map((start, part): PdfTable => {
    const end = starts[part + 1] ?? body.length;
    const headed = headings[start] === true && end - start > 1;
    return {
      ...table,
      ...(part === 0 ? {} : { margin: [0, -LINE_WIDTH, 0, 0] }),
      table: {
        ...table.table,
        body: body.slice(start, end),
        heights: heights.slice(start, end),
        ...(headed ? { headerRows: 1, keepWithHeaderRows: 1 } : {}),
      },
    };
  });
}

/** A line with a signature's date is at the right, below the space for stamp and signature. */
const isSignatureDate = (line: string): boolean => line.includes("{opinionDate ") || line.startsWith("签批时间");
const isPromises = (line: string): boolean => line.trim() === "{promises}";

/** A sheet with more rows than this is set smaller, so that it fits on one page. */
const MANY_ROWS = 28;
/**
 * The type size of a sheet with many rows, and the page height for its rows; less if an outage's lines follow below.
 */
const SETTING = { alone: { many: 9.5, room: {} }, outage: { many: 8.5, room: { leastMm: 5.4, pageMm: 165 } } } as const;

/** The left edge of a letter's signature, as a share of its cell's width. */
const SIGNATURE_INDENT = 0.45;

function toGridCell(cell: SheetCell, width: number, data: DocumentData, pen: Pen): GridCell {
  const open = cell.lines.some(isPromises);
  const signed = cell.lines.findIndex(isPromises);
  const source =
    cell.as === "label"
      ? cell.lines.flatMap((line) => (line.includes("{") ? [line] : balanceLabel(line, width)))
      : cell.lines;
  const fitted = {
    heading: (inlines: PdfInline[]) => inlines.map((inline) => ({ ...inline, bold: true })),
    label: (inlines: PdfInline[]) => fitGloss(inlines, width),
    value: (inlines: PdfInline[]) => fitValue(inlines, width),
  };
  const align = cell.as === "value" ? "left" : "center";
  const lines = source.flatMap((line, index) =>
    sheetLine(line, data, pen).map((inlines): GridLine => ({
      inlines: fitted[cell.as](inlines),
      align: isSignatureDate(line) ? "right" : align,
      ...(open && index > signed ? { indent: width * SIGNATURE_INDENT } : {}),
    })),
  );
  return { lines, span: cell.span, rowSpan: cell.rowSpan, open };
}

/** Rows of the grid; a cell's first column decides its width, and rows under a spanning cell start after it. */
function toRows(sheet: Sheet, data: DocumentData, pen: Pen): GridRow[] {
  const busy = sheet.columns.map(() => 0);
  return sheet.rows.map((row) => {
    let column = 0;
    const cells = row.cells.map((cell) => {
      while ((busy[column] ?? 0) > 0) column += 1;
      const made = toGridCell(cell, cellWidth(sheet.columns, column, cell.span), data, pen);
      for (let across = 0; across < cell.span; across += 1) busy[column + across] = cell.rowSpan;
      column += cell.span;
      return made;
    });
    busy.forEach((left, index) => (busy[index] = Math.max(0, left - 1)));
    return { heightMm: row.heightMm, cells };
  });
}

/** Prints a sheet as its annex shows it: the lines above, the grid, the lines below. */
export function printSheet(sheet: Sheet, data: DocumentData, pen: Pen): PdfBlock[] {
  const plain = (lines: string[]): PdfBlock[] =>
    lines.flatMap((line) => sheetLine(line, data, pen)).map((text) => ({ text, margin: [0, 2, 0, 4] }));
  const setting = SETTING[data.marker === "outage" ? "outage" : "alone"];
  const size = sheet.rows.length > MANY_ROWS ? { fontSize: setting.many } : {};
  const headings = sheet.rows.map(({ cells }) => cells.every((cell) => cell.as === "heading"));
  return [
    ...plain(sheet.above),
    ...splitAtHeadings(
      { ...size, ...grid(sheet.columns, toRows(sheet, data, pen), { roomy: true, ...setting.room }) },
      headings,
    ),
    ...plain(sheet.below),
  ];
}
