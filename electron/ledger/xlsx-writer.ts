import { looksLikeFormula, writable, type Cell } from "./cell-text.ts";
import { sheetStart, SHEET_END, STYLES, workbookParts, xmlText } from "./xlsx-parts.ts";
import { zipChunks, type ZipEntry } from "./zip-writer.ts";

/** How the one sheet looks: `widths` in characters, the first `headingRows` rows bold and kept in view. */
export type SheetLayout = { name: string; widths: readonly number[]; headingRows: number };

/** Limits of the format; past them a spreadsheet calls the file damaged. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;
const MAX_CELL_CHARS = 32_767;
/** XML is deflated in pieces of about this many characters: memory stays flat, compression loses nothing to speak of. */
const PIECE = 262_144;

/** `_x000D_` in a cell would be read back as a character code, so its first underscore is written as a code itself. */
const CODE_LOOKALIKE = /_(?=x[0-9A-Fa-f]{4}_)/g;

function columnName(index: number): string {
  let name = "";
  for (let left = index + 1; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}

function fitted(text: string): string {
  if (text.length <= MAX_CELL_CHARS) return text;
  return `${text.slice(0, MAX_CELL_CHARS - 1)}…`;
}

function cellXml(reference: string, cell: Cell, heading: boolean): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number" && Number.isFinite(cell))
    return `<c r="${reference}" s="${heading ? STYLES.heading : STYLES.number}"><v>${cell}</v></c>`;
  // Cut before cleaning: a cut may leave half a character, which cleaning then makes visible.
  const text = writable(fitted(String(cell)));
  const style = heading ? STYLES.heading : looksLikeFormula(text) ? STYLES.guardedText : STYLES.text;
  return `<c r="${reference}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(text.includes("_x") ? text.replace(CODE_LOOKALIKE, "_x005F_") : text)}</t></is></c>`;
}

function* sheetChunks(layout: SheetLayout, rows: Iterable<readonly Cell[]>): Generator<Buffer> {
  const names: string[] = [];
  let xml = sheetStart(layout.widths, layout.headingRows);
  let number = 0;
  for (const row of rows) {
    number += 1;
    if (number > MAX_ROWS || row.length > MAX_COLUMNS)
      throw new RangeError(`a sheet holds at most ${MAX_ROWS} rows and ${MAX_COLUMNS} columns`);
    while (names.length < row.length) names.push(columnName(names.length));
    const heading = number <= layout.headingRows;
    xml += `<row r="${number}">`;
    for (let index = 0; index < row.length; index += 1)
      xml += cellXml(`${names[index]}${number}`, row[index] ?? null, heading);
    xml += "</row>";
    if (xml.length > PIECE) {
      yield Buffer.from(xml);
      xml = "";
    }
  }
  yield Buffer.from(xml + SHEET_END);
}

function* workbookEntries(layout: SheetLayout, rows: Iterable<readonly Cell[]>): Generator<ZipEntry> {
  for (const [name, xml] of workbookParts(layout.name)) yield { name, chunks: [Buffer.from(xml)] };
  yield { name: "xl/worksheets/sheet1.xml", chunks: sheetChunks(layout, rows) };
}

/** One sheet as an XLSX file, piece by piece: text and numbers only, the same bytes for the same rows; throws RangeError past the format's limits. */
export const xlsxChunks = (layout: SheetLayout, rows: Iterable<readonly Cell[]>): Generator<Buffer> =>
  zipChunks(workbookEntries(layout, rows));
