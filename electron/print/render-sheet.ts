import { createHash } from "node:crypto";
import type { DocumentData } from "../../templates/document-data.ts";
import type { DocumentKind } from "../../shared/contract/document-kind.ts";
import type { PrinterSettings } from "../../shared/printer.ts";
import { composeSlip } from "../../templates/slip.ts";
import { documentFileName, renderDocument } from "../services/documents.ts";
import { readCoverage } from "./coverage.ts";

/** SHA-256 in hex of what is handed to a printer. */
export const hashOfBytes = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** How many pages a PDF of our own has: its page tree says so in plain text. */
export const pagesOfPdf = (bytes: Buffer): number => Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(bytes.toString("latin1"))?.[1] ?? 1);

/** A document in the form that a printer takes: a PDF, a picture of the slip for a folder, or the slip's own commands. */
export async function renderSheet(data: DocumentData, kind: DocumentKind, printer: PrinterSettings): Promise<{ bytes: Buffer; pages: number; fileName: string }> {
  const fileName = documentFileName(data, kind);
  switch (printer.kind) {
    case "escpos-tcp":
    case "device-file":
    case "cups-raw": {
      const { encodeSlip } = await import("./slip-escpos.ts");
      return { bytes: encodeSlip(composeSlip(data, readCoverage()).lines, { printerSet: printer.options.printerSet }), pages: 1, fileName: fileName.replace(/\.png$/, ".bin") };
    }
    case "tray":
    case "ipp":
    case "windows-spooler": {
      const { bytes, mime } = await renderDocument(data, kind);
      return { bytes, pages: mime === "application/pdf" ? pagesOfPdf(bytes) : 1, fileName };
    }
  }
}
