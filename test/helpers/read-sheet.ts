import { readZip } from "./read-zip.ts";

/** A cell as read back: where, how it is stored, its style number and its value. */
export type ReadCell = { reference: string; type: "text" | "number"; style: number; value: string };

const CELL =
  /<c r="([A-Z]+\d+)"( t="inlineStr")? s="(\d+)">(?:<is><t xml:space="preserve">([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)<\/c>/g;

const unescape = (text: string): string =>
  text
    .replace(/&#13;/g, "\r")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Reads the one sheet of a workbook; anything in it that is neither a text nor a number cell is an error. */
export function readSheet(file: Buffer): { xml: string; rows: ReadCell[][] } {
  const xml = readZip(file).get("xl/worksheets/sheet1.xml")?.toString("utf8") ?? "";
  const data = /<sheetData>(.*)<\/sheetData><\/worksheet>$/s.exec(xml)?.[1];
  if (data === undefined) throw new Error("no sheet data");
  const rows = [...data.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map((row) => {
    const inside = row[1] ?? "";
    const left = inside.replace(CELL, "");
    if (left !== "") throw new Error(`unknown cell: ${left.slice(0, 200)}`);
    return [...inside.matchAll(CELL)].map(([, reference = "", text, style = "", string, number]) => ({
      reference,
      type: text === undefined ? ("number" as const) : ("text" as const),
      style: Number(style),
      value: unescape(string ?? number ?? ""),
    }));
  });
  return { xml, rows };
}
