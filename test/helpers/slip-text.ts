import { readCoverage } from "#station/rendering/fonts.ts";
import type { DocumentData } from "#templates/documents/document-data.ts";
import { composeSlip } from "#templates/slip/slip.ts";

/** The text of a slip, line by line. */
export const slipText = (data: DocumentData): string =>
  composeSlip(data, readCoverage())
    .lines.map((line) => (line.kind === "text" ? line.text : ""))
    .join("\n");
