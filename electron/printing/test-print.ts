import { bilingual } from "#shared/lib/bilingual.ts";
import { languageOf, printerSetOf, type PrinterSettings } from "#shared/contract/printer-settings.ts";
import { localDateOf } from "#shared/time/instant.ts";
import { testPage, testSlip, type TestPrintData } from "#templates/slip/test-print.ts";
import { setTestOutcome, type PrinterTest } from "#station/db/printer-tests.ts";
import { hallName } from "#station/core/station-settings.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM } from "#station/core/unit-of-work.ts";
import { sha256 } from "#station/lib/hashes.ts";
import { readCoverage } from "#station/rendering/fonts.ts";
import type { RenderedDocument, PrintWork } from "./printer.ts";
import type { PrintResult } from "./printer.ts";
import { troubleText } from "./outcome-words.ts";

const TOO_LATE = bilingual("当天没有打印出来", "It was not printed on its day");

async function make(data: TestPrintData, printer: PrinterSettings): Promise<RenderedDocument["sheet"]> {
  const name = `test-${data.code}`;
  switch (languageOf(printer)) {
    case "escpos": {
      const { renderSlipCommands } = await import("#station/rendering/render.ts");
      return {
        fileName: `${name}.bin`,
        bytes: await renderSlipCommands(testSlip(data), { printerSet: printerSetOf(printer) }),
        kind: "slip",
        fromPage: 1,
      };
    }
    case "files":
    case "pdf": {
      const { renderPdf } = await import("#station/rendering/render.ts");
      return {
        fileName: `${name}.pdf`,
        bytes: await renderPdf(testPage(data, readCoverage())),
        kind: "unified-form",
        fromPage: 1,
      };
    }
  }
}

/** Notes a change of a test; false where its outcome is no longer `from`. */
export function noteTest(
  context: StationContext,
  id: string,
  from: PrinterTest["outcome"],
  to: Parameters<typeof setTestOutcome>[3],
): boolean {
  return changeAs(context, SYSTEM, (unit): boolean => {
    const isChanged = setTestOutcome(context.db, id, from, to);
    if (isChanged) unit.emit({ kind: "printer.changed" });
    return isChanged;
  });
}

/** A test print (测试页) as work for its printer's queue; it stands for the day it was asked for and for no other. */
export function testWork(context: StationContext, test: PrinterTest, printer: PrinterSettings): PrintWork {
  let hash: string | null = null;
  return {
    id: test.id,
    async prepare(): Promise<RenderedDocument | null> {
      if (localDateOf(context.now()) !== localDateOf(test.askedAt)) {
        noteTest(context, test.id, "queued", {
          outcome: "failed",
          reason: TOO_LATE,
          trouble: null,
          documentHash: null,
        });
        return null;
      }
      const sheet = await make(
        {
          printer: printer.name,
          hall: hallName(context) ?? "",
          window: context.station().name,
          at: test.askedAt,
          code: test.id.slice(-8).toUpperCase(),
        },
        printer,
      );
      return { sheet, hash: sha256(sheet.bytes), pages: 1 };
    },
    begin(made) {
      hash = made.hash;
      return noteTest(context, test.id, "queued", {
        outcome: "sending",
        reason: null,
        trouble: null,
        documentHash: hash,
      });
    },
    applyResult(result: PrintResult, nextTryAt) {
      const done = result.outcome === "sent" || result.outcome === "device-confirmed";
      noteTest(context, test.id, "sending", {
        outcome: nextTryAt === null ? result.outcome : "queued",
        reason: done ? null : troubleText(result.trouble, result.detail),
        trouble: done ? null : result.trouble,
        documentHash: hash,
      });
    },
    wait(trouble) {
      if (test.trouble !== trouble)
        noteTest(context, test.id, "queued", {
          outcome: "queued",
          reason: troubleText(trouble),
          trouble,
          documentHash: null,
        });
    },
  };
}
