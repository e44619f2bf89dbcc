import { looksLikeFormula, looksTyped, writable, type Cell } from "./spreadsheet-cell.ts";

const BOM = "\uFEFF";
const NEEDS_QUOTES = /[",\r\n\t]|^\s|\s$/;

function csvField(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number" && Number.isFinite(cell)) return String(cell);
  const text = writable(String(cell));
  // CSV has no types: the apostrophe is the only mark by which a spreadsheet keeps text as text.
  const guarded = looksLikeFormula(text) || looksTyped(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/**
 * Rows as CSV by RFC 4180, line by line: UTF-8 and CRLF. The byte order mark keeps Excel and WPS from guessing GBK;
 * no text could run as a formula or become a number, a day or a truth value.
 */
export function* csvChunks(rows: Iterable<readonly Cell[]>): Generator<Buffer> {
  let text = BOM;
  for (const row of rows) {
    text += `${row.map(csvField).join(",")}\r\n`;
    if (text.length > 65_536) {
      yield Buffer.from(text);
      text = "";
    }
  }
  if (text !== "") yield Buffer.from(text);
}
