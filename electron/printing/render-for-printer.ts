import type { DocumentData } from "#templates/documents/document-data.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { canTake, languageOf, printerSetOf, type PrinterSettings } from "#shared/contract/printer-settings.ts";
import { DATA_IS_SAFE, problem } from "#shared/lib/problem.ts";
import { composeSlipPage } from "#templates/slip/slip-page.ts";
import { composeSlip } from "#templates/slip/slip.ts";
import { documentFileName, renderDocument } from "#station/documents/render-document.ts";
import { readCoverage } from "#station/rendering/fonts.ts";

/** How many pages a PDF of our own has: its page tree says so in plain text. */
export const pagesOfPdf = (bytes: Buffer): number =>
  Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(bytes.toString("latin1"))?.[1] ?? 1);

async function renderFile(
  data: DocumentData,
  kind: DocumentKind,
  fileName: string,
): Promise<{ bytes: Buffer; pages: number; fileName: string }> {
  const { bytes, mime } = await renderDocument(data, kind);
  return { bytes, pages: mime === "application/pdf" ? pagesOfPdf(bytes) : 1, fileName };
}

/**
 * A document in the form that a printer takes: a PDF (also for a slip as an A4 page), or the slip's own commands. A
 * folder gets a picture of the slip.
 */
export async function renderForPrinter(
  data: DocumentData,
  kind: DocumentKind,
  printer: PrinterSettings,
): Promise<{ bytes: Buffer; pages: number; fileName: string }> {
  const fileName = documentFileName(data, kind);
  switch (languageOf(printer)) {
    case "escpos": {
      // A slip in place of another document would be recorded as that document.
      if (!canTake(printer, kind))
        throw problem(
          "printer-takes-slips-only",
          bilingual("小票机不能打印 A4 文书", "A slip printer cannot print A4 papers"),
          DATA_IS_SAFE,
          bilingual(
            "请在打印机设置中为这种文书另选打印机。",
            "Choose another printer for this kind of paper in the printer settings.",
          ),
        );
      const { renderSlipCommands } = await import("#station/rendering/render.ts");
      return {
        bytes: await renderSlipCommands(composeSlip(data, readCoverage()).lines, { printerSet: printerSetOf(printer) }),
        pages: 1,
        fileName: fileName.replace(/\.png$/, ".bin"),
      };
    }
    case "pdf": {
      if (kind === "slip") {
        const { renderPdf } = await import("#station/rendering/render.ts");
        const bytes = await renderPdf(composeSlipPage(data, readCoverage()).definition);
        return { bytes, pages: pagesOfPdf(bytes), fileName: fileName.replace(/\.png$/, ".pdf") };
      }
      return renderFile(data, kind, fileName);
    }
    case "files":
      return renderFile(data, kind, fileName);
  }
}
