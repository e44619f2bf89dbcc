import { MM, type PdfCell, type PdfInline, type PdfTable } from "./pdf-definition.ts";

/** Margins of the A4 page in points: left, top, right, bottom; the bottom one holds the footer with its QR code. */
export const PAGE_MARGINS: [number, number, number, number] = [22 * MM, 16 * MM, 22 * MM, 27 * MM];
const A4_WIDTH = 595.28;
/** Width between the margins, in points. */
export const CONTENT_WIDTH = A4_WIDTH - PAGE_MARGINS[0] - PAGE_MARGINS[2];

/** Padding beside a cell's text and thickness of a line; the renderer's `grid` layout uses the same. */
export const CELL_PADDING = 4;
export const LINE_WIDTH = 0.75;

/** One line of a cell. */
export type GridLine = { inlines: PdfInline[]; align: "left" | "center" | "right" };
/** One cell of a grid before it is laid out. */
export type GridCell = { lines: GridLine[]; span?: number; rowSpan?: number; fill?: string };
export type GridRow = { heightMm: number | null; cells: GridCell[] };

const DEFAULT_ROW_MM = 8;
/** pdfmake drops an empty text; a space keeps the line's height. */
const EMPTY_LINE: PdfInline[] = [{ text: " ", font: "serif" }];

function toCell(cell: GridCell): PdfCell {
  return {
    stack: cell.lines.map((line) => ({ text: line.inlines.length > 0 ? line.inlines : EMPTY_LINE, alignment: line.align })),
    verticalAlignment: "middle",
    ...(cell.span !== undefined && cell.span > 1 ? { colSpan: cell.span } : {}),
    ...(cell.rowSpan !== undefined && cell.rowSpan > 1 ? { rowSpan: cell.rowSpan } : {}),
    ...(cell.fill === undefined ? {} : { fillColor: cell.fill }),
  };
}

/** Lays rows of spanning cells out as a ruled table over the full width; throws when a row does not fill its columns. */
export function grid(columns: number[], rows: GridRow[], headerRows = 0): PdfTable {
  const total = columns.reduce((sum, share) => sum + share, 0);
  const room = CONTENT_WIDTH - columns.length * 2 * CELL_PADDING - (columns.length + 1) * LINE_WIDTH;
  const taken = rows.map(() => columns.map(() => false));
  const body = rows.map((row, r) => {
    const out: PdfCell[] = columns.map(() => ({}));
    let column = 0;
    const skip = () => {
      while (taken[r]?.[column] === true) column += 1;
    };
    for (const cell of row.cells) {
      skip();
      const span = cell.span ?? 1;
      out[column] = toCell(cell);
      for (let down = 0; down < (cell.rowSpan ?? 1); down += 1) {
        for (let across = 0; across < span; across += 1) {
          const line = taken[r + down];
          if (line !== undefined) line[column + across] = true;
        }
      }
      column += span;
    }
    skip();
    if (column !== columns.length) throw new Error(`版式第 ${r + 1} 行的列数不符：${column}，应为 ${columns.length} / a row of the sheet does not fill its columns`);
    return out;
  });
  return {
    layout: "grid",
    table: {
      widths: columns.map((share) => (share / total) * room),
      heights: rows.map((row) => (row.heightMm ?? DEFAULT_ROW_MM) * MM - 2 * CELL_PADDING),
      body,
      dontBreakRows: true,
      headerRows,
    },
  };
}
