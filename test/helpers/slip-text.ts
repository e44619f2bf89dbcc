import { readCoverage } from "#station/print/coverage.ts";
import type { DocumentData } from "#templates/document-data.ts";
import { composeSlip } from "#templates/slip.ts";

/** The text of a slip, line by line. */
export const slipText = (data: DocumentData): string =>
  composeSlip(data, readCoverage())
    .lines.map((line) => (line.kind === "text" ? line.text : ""))
    .join("\n");
