import PDFDocument from "pdfkit";
import type { PdfDefinition } from "#templates/drawing/pdf-definition.ts";
import type { FontFiles } from "#station/rendering/fonts.ts";
import { keptFontBytes } from "#station/rendering/kept-fonts.ts";

/** The texts of a definition, in order, each with the name of its font. */
export function textsOf(value: unknown): { text: string; font: string }[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  if ("font" in value && "text" in value && typeof value.text === "string")
    return [{ text: value.text, font: String(value.font) }];
  return Object.values(value).flatMap(textsOf);
}

/**
 * The least that a PDF of the same text in the same fonts costs: lines one below the other, no table, no layout.
 * Fonts are parsed once, as ours are.
 */
export function writeBarePdf(definition: PdfDefinition, fonts: Record<string, FontFiles>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const pdf = new PDFDocument({ size: "A4", margin: 40 });
    pdf.on("data", (part: Buffer) => parts.push(part));
    pdf.on("end", () => resolve(Buffer.concat(parts)));
    pdf.on("error", reject);
    for (const { text, font } of textsOf(definition.content))
      pdf
        .font(Buffer.from(keptFontBytes(fonts[font]?.normal ?? "")))
        .fontSize(10)
        .text(text);
    pdf.end();
  });
}
