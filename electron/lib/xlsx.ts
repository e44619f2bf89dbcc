import { type Cell, looksLikeFormula, writable } from "./spreadsheet-cell.ts";
import { zipChunks, type ZipEntry } from "./zip.ts";

const MARKUP = /[&<>"\r]/;

/** Text safe inside XML content and attributes. */
const xmlText = (text: string): string =>
  !MARKUP.test(text)
    ? text
    : text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("\r", "&#13;");

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** Style numbers of the sheet: plain number, bold heading, text, and text that must stay text when a person edits the cell. */
const STYLES = { number: 0, heading: 1, text: 2, guardedText: 3 } as const;

// Number format 49 is "@" (text); quotePrefix is the sheet's own apostrophe, kept when the cell is edited.
const styles = [
  `${XML}<styleSheet xmlns="${MAIN}">`,
  `<fonts count="2"><font><sz val="11"/><name val="宋体"/></font>`,
  `<font><b/><sz val="11"/><name val="宋体"/></font></fonts>`,
  `<fills count="2"><fill><patternFill patternType="none"/></fill>`,
  `<fill><patternFill patternType="gray125"/></fill></fills>`,
  `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>`,
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`,
  `<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
  `<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/></cellXfs>`,
  `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
].join("");

const contentTypes = [
  `${XML}<Types xmlns="${PACKAGE}/content-types">`,
  `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
  `<Default Extension="xml" ContentType="application/xml"/>`,
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>`,
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>`,
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
].join("");
const packageRelations = [
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">`,
  `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
].join("");
const workbookRelations = [
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">`,
  `<Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>`,
  `<Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
].join("");

/** Sheet names may not hold []:*?/\ nor be longer than 31 characters. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\']/g, " ")
    .slice(0, 31)
    .trim() || "Sheet1";

const workbook = (name: string): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">` +
  `<sheets><sheet name="${xmlText(sheetName(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

/** The fixed parts of a workbook with one sheet, by their path in the archive. */
const workbookParts = (name: string): [path: string, xml: string][] => [
  ["[Content_Types].xml", contentTypes],
  ["_rels/.rels", packageRelations],
  ["xl/workbook.xml", workbook(name)],
  ["xl/_rels/workbook.xml.rels", workbookRelations],
  ["xl/styles.xml", styles],
];

/** The beginning of the sheet: its heading rows stay in view, and each column has a width in characters. */
function sheetStart(widths: readonly number[], headingRows: number): string {
  const pane =
    headingRows > 0
      ? `<pane ySplit="${headingRows}" topLeftCell="A${headingRows + 1}" activePane="bottomLeft" state="frozen"/>`
      : "";
  const columns = widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join("");
  const view = `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  const cols = columns === "" ? "" : `<cols>${columns}</cols>`;
  return `${XML}<worksheet xmlns="${MAIN}">${view}<sheetFormatPr defaultRowHeight="15"/>${cols}<sheetData>`;
}

/** The end of the sheet. */
const SHEET_END = "</sheetData></worksheet>";

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
  const escaped = xmlText(text.includes("_x") ? text.replace(CODE_LOOKALIKE, "_x005F_") : text);
  const bodyStyle = looksLikeFormula(text) ? STYLES.guardedText : STYLES.text;
  const style = heading ? STYLES.heading : bodyStyle;
  return `<c r="${reference}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped}</t></is></c>`;
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

/**
 * One sheet as an XLSX file, piece by piece: text and numbers only, the same bytes for the same rows. Throws
 * RangeError past the limits of the format.
 */
export const xlsxChunks = (layout: SheetLayout, rows: Iterable<readonly Cell[]>): Generator<Buffer> =>
  zipChunks(workbookEntries(layout, rows));
