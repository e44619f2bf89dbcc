import { cellsOf } from "./cell-width.ts";
import { CELL_PADDING, LINE_WIDTH } from "./grid.ts";
import type { PdfBlock, PdfCell, PdfInline, PdfTable, PdfText } from "./pdf-definition.ts";

/** A text moved out of its cell, with the label beside it on the sheet. */
type Moved = { label: string; text: PdfInline[] };

const BODY = 10.5;
/** Generous widths as shares of the type size, because an underestimate here would be a line too many on the page. */
const SHARE = { wide: 1.04, other: 0.75 } as const;
/** The most lines of one text in a cell, and the lines kept of a longer one. A whole cell stays far below a page. */
const TEXT_LINES = { most: 16, kept: 10 } as const;
const CELL_LINES = 30;

let segmenter: Intl.Segmenter | null = null;
/** Created when first needed, because it would add milliseconds to every start. */
const graphemes = (): Intl.Segmenter => (segmenter ??= new Intl.Segmenter("zh", { granularity: "grapheme" }));
const sizeOf = (inline: PdfInline, base: number): number => inline.fontSize ?? base;
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, char) => sum + size * (cellsOf(char) === 2 ? SHARE.wide : SHARE.other), 0);

/** The number of lines of a text in a width, its own line ends included. */
function linesOf(text: PdfInline[], width: number, base: number): number {
  let lines = 1;
  let used = 0;
  for (const inline of text) {
    inline.text.split("\n").forEach((part, i) => {
      if (i > 0) {
        lines += 1;
        used = 0;
      }
      used += widthOf(part, sizeOf(inline, base));
      const more = Math.floor(used / width);
      lines += more;
      used -= more * width;
    });
  }
  return lines;
}

/** The beginning of a text in at most `lines` lines, cut between visible characters. */
function beginning(text: PdfInline[], width: number, base: number, lines: number): PdfInline[] {
  const kept: PdfInline[] = [];
  for (const inline of text) {
    let part = "";
    for (const { segment } of graphemes().segment(inline.text)) {
      if (linesOf([...kept, { ...inline, text: part + segment }], width, base) > lines)
        return part === "" ? kept : [...kept, { ...inline, text: part }];
      part += segment;
    }
    kept.push(inline);
  }
  return kept;
}

const isText = (block: PdfBlock): block is PdfText => "text" in block;
const plain = (cell: PdfCell | undefined): string =>
  cell !== undefined && "stack" in cell
    ? cell.stack
        .filter(isText)
        .flatMap(({ text }) => text.map((inline) => inline.text))
        .join("")
    : "";

function cellWidth(widths: number[], start: number, span: number): number {
  return (
    widths.slice(start, start + span).reduce((sum, width) => sum + width, 0) +
    (span - 1) * (2 * CELL_PADDING + LINE_WIDTH)
  );
}

/** Shortens the texts of one cell. The full texts go to `moved`, and a note in their place refers to them. */
function shorten(
  stack: PdfBlock[],
  { width, base, label }: { width: number; base: number; label: string },
  moved: Moved[],
): PdfBlock[] {
  const note = (what: "全文" | "其余", text: PdfInline[]): PdfInline => {
    moved.push({ label, text });
    return { text: `${what === "全文" ? "……" : ""}（${what}见附页 ${moved.length}）`, font: "serif", bold: true };
  };
  const clipped = stack.map((block): PdfBlock => {
    if (!isText(block) || linesOf(block.text, width, base) <= TEXT_LINES.most) return block;
    return { ...block, text: [...beginning(block.text, width, base, TEXT_LINES.kept), note("全文", block.text)] };
  });
  const out: PdfBlock[] = [];
  let used = 0;
  for (const [i, block] of clipped.entries()) {
    used += isText(block) ? linesOf(block.text, width, base) : 1;
    if (used > CELL_LINES) {
      const rest = clipped
        .slice(i)
        .filter(isText)
        .flatMap(({ text }, n) => (n === 0 ? text : [{ text: "\n", font: "serif" as const }, ...text]));
      return [...out, { text: [note("其余", rest)] }];
    }
    out.push(block);
  }
  return out;
}

function shortenTable(table: PdfTable, moved: Moved[]): PdfTable {
  const { widths, body } = table.table;
  const rows = body.map((row) =>
    row.map((cell, column): PdfCell => {
      if (!("stack" in cell)) return cell;
      return {
        ...cell,
        stack: shorten(
          cell.stack,
          {
            width: cellWidth(widths, column, cell.colSpan ?? 1),
            base: table.fontSize ?? BODY,
            label: plain(row[column - 1]),
          },
          moved,
        ),
      };
    }),
  );
  return { ...table, table: { ...table.table, body: rows } };
}

/**
 * Moves texts that are too long for their cell to attached pages (附页); the cell keeps the beginning and a reference.
 * Rows of a sheet are never broken, and the renderer silently drops what does not fit on one page.
 */
export function attachLongTexts(content: PdfBlock[]): PdfBlock[] {
  const moved: Moved[] = [];
  const shortened = content.map((block) => ("table" in block ? shortenTable(block, moved) : block));
  if (moved.length === 0) return content;
  const pages = moved.flatMap(({ label, text }, i): PdfBlock[] => [
    {
      text: [{ text: `附页 ${i + 1}${label === "" ? "" : `：${label}`}`, font: "serif", bold: true, fontSize: 12 }],
      margin: [0, i === 0 ? 0 : 14, 0, 6],
      ...(i === 0 ? { pageBreak: "before" as const } : {}),
    },
    { text, lineHeight: 1.2 },
  ]);
  return [...shortened, ...pages];
}
