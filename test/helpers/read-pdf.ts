import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What another program reads from a PDF: the text of each page, spaces and line ends left out, and its title. */
export type ReadPdf = { pages: string[]; title: string | null };

/** Spaces of every width removed, so that a text compares by its characters alone. */
export const squash = (text: string): string => text.replace(/[\s\u3000]+/gu, "");

/** Reads a PDF back with pdf.js, which shares no code with the writer. */
export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ disableNormalization: true });
    pages.push(squash(content.items.map((item) => ("str" in item ? item.str : "")).join("")));
  }
  const { info } = await document.getMetadata();
  const title = "Title" in info && typeof info.Title === "string" ? info.Title : null;
  await task.destroy();
  return { pages, title };
}
