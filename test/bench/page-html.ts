import { pathToFileURL } from "node:url";
import type { PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import type { FontFiles } from "#station/rendering/fonts.ts";
import { textsOf } from "./bare-pdf.ts";

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** The same text as a page for the programs that print pages. */
export function pageHtml(definition: PdfDefinition, fonts: Record<string, FontFiles>): string {
  const faces = Object.entries(fonts).map(
    ([name, files]) => `@font-face{font-family:${name};src:url("${pathToFileURL(files.normal).href}")}`,
  );
  const lines = textsOf(definition.content).map(
    ({ text, font }) => `<p style="font-family:${font}">${escaped(text)}</p>`,
  );
  return `<!doctype html><meta charset="utf-8"><style>@page{size:A4}p{margin:0;font-size:10pt}${faces.join("")}</style>${lines.join("")}`;
}
