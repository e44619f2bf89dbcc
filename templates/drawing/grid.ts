import { MM, type PdfCell, type PdfInline, type PdfTable } from "./pdf-definition.ts";

/** Margins of the A4 page in points: left, top, right, bottom; the bottom one holds the footer with its QR code. */
export const PAGE_MARGINS: [number, number, number, number] = [22 * MM, 16 * MM, 22 * MM, 27 * MM];
const A4_WIDTH = 595.28;
/** Width between the margins, in points. */
const CONTENT_WIDTH = A4_WIDTH - PAGE_MARGINS[0] - PAGE_MARGINS[2];

/** Padding beside a cell's text and thickness of a line; the renderer's `grid` layout uses the same. */
export const CELL_PADDING = 4;
/** The width of a rule, in points. */
export const LINE_WIDTH = 0.75;

/** One line of a cell; `indent` moves it right by points. */
export type GridLine = { inlines: PdfInline[]; align: "left" | "center" | "right"; indent?: number };
/**
 * One cell of a grid before layout. `open` starts at the top with wide lines, as a letter's text does. `unruled` has
 * only the rule below and no span, because pdfmake loses the rules of spanned columns.
 */
export type GridCell = { lines: GridLine[]; span?: number; rowSpan?: number; open?: boolean; unruled?: boolean };
/** A row of a grid; a height of null grows with its content. */
export type GridRow = { heightMm: number | null; cells: GridCell[] };

/** `roomy` spreads the rows over `pageMm` of the page as a form does, each at least `leastMm` high. */
export type GridOptions = { headerRows?: number; roomy?: boolean; leastMm?: number; pageMm?: number };

/** Height in millimetres of a row without one of its own: few rows get room, many stay on one page. */
const ROW_MM = { least: 6.2, most: 11, page: 185 };
/** Height of one line of body text in points. */
const LINE_HEIGHT = 15.5;
/** pdfmake drops an empty text; a space keeps the line's height. */
const EMPTY_LINE: PdfInline[] = [{ text: " ", font: "serif" }];

const RULE_BELOW: [boolean, boolean, boolean, boolean] = [false, false, false, true];

function toCell(cell: GridCell, heightMm: number): PdfCell {
  const span = cell.rowSpan ?? 1;
  // pdfmake cannot centre a cell over several rows, so the space above is computed from the rows' least heights.
  const above = span > 1 ? Math.max(0, (heightMm * MM - cell.lines.length * LINE_HEIGHT) / 2 - CELL_PADDING) : 0;
  const leading = cell.open === true ? 4 : 0;
  return {
    stack: cell.lines.map((line, index) => ({
      text: line.inlines.length > 0 ? line.inlines : EMPTY_LINE,
      alignment: line.align,
      margin: [line.indent ?? 0, leading + (index === 0 ? above : 0), 0, leading] as [number, number, number, number],
    })),
    verticalAlignment: span > 1 || cell.open === true ? "top" : "middle",
    ...(cell.span !== undefined && cell.span > 1 ? { colSpan: cell.span } : {}),
    ...(span > 1 ? { rowSpan: span } : {}),
    ...(cell.unruled === true ? { border: RULE_BELOW } : {}),
  };
}

function rowHeights(
  rows: GridRow[],
  { roomy = false, leastMm = ROW_MM.least, pageMm = ROW_MM.page }: GridOptions,
): number[] {
  const given = rows.reduce((sum, row) => sum + (row.heightMm ?? 0), 0);
  const open = rows.filter((row) => row.heightMm === null).length;
  const even = roomy && open > 0 ? (pageMm - given) / open : leastMm;
  const height = Math.min(ROW_MM.most, Math.max(leastMm, even));
  return rows.map((row) => row.heightMm ?? height);
}

/** Inner width of a cell that spans some columns, in points. */
export function cellWidth(columns: number[], start: number, span: number): number {
  const total = columns.reduce((sum, share) => sum + share, 0);
  const room = CONTENT_WIDTH - columns.length * 2 * CELL_PADDING - (columns.length + 1) * LINE_WIDTH;
  const shares = columns.slice(start, start + span).reduce((sum, share) => sum + share, 0);
  return (shares / total) * room + (span - 1) * (2 * CELL_PADDING + LINE_WIDTH);
}

/** Lays rows of spanning cells out as a ruled table over the full width; throws if a row does not fill its columns. */
export function grid(columns: number[], rows: GridRow[], options: GridOptions = {}): PdfTable {
  const heights = rowHeights(rows, options);
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
      out[column] = toCell(
        cell,
        heights.slice(r, r + (cell.rowSpan ?? 1)).reduce((sum, height) => sum + height, 0),
      );
      for (let down = 0; down < (cell.rowSpan ?? 1); down += 1) {
        for (let across = 0; across < span; across += 1) {
          const line = taken[r + down];
          if (line !== undefined) line[column + across] = true;
        }
      }
      column += span;
    }
    skip();
    if (column !== columns.length)
      throw new Error(
        `版式第 ${r + 1} 行的列数不符：${column}，应为 ${columns.length} / a row of the sheet does not fill its columns`,
      );
    return out;
  });
  return {
    layout: "grid",
    table: {
      widths: columns.map((_, index) => cellWidth(columns, index, 1)),
      heights: heights.map((height) => height * MM - CELL_PADDING),
      body,
      dontBreakRows: true,
      headerRows: options.headerRows ?? 0,
      keepWithHeaderRows: options.headerRows === undefined ? 0 : 1,
    },
  };
}
