import { randomUUID } from "node:crypto";
import { putPrinterChoice, putPrinter } from "#station/db/printers.ts";
import { listPrintJobs, type PrintJob } from "#station/db/print-jobs.ts";
import { QUEUE_LIMITS } from "#station/printing/printer-queue.ts";
import type { Printer } from "#station/printing/printer.ts";
import { startSpooler, type Spooler } from "#station/printing/spooler.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { DocumentKind } from "#shared/case/document-kind.ts";
import type { PrinterSettings } from "#shared/contract/printer-settings.ts";
import type { HandClock } from "./hand-clock.ts";
import { yunhaiDraft } from "./yunhai-draft.ts";

/** Two printers as a hall has them: A4 and slips. */
export const A4: PrinterSettings = {
  id: "a4",
  name: "窗口 A4",
  kind: "ipp",
  address: "ipp://127.0.0.1/ipp",
  options: { sides: "one-sided" },
};
export const SLIPS: PrinterSettings = {
  id: "slips",
  name: "小票机",
  kind: "escpos-tcp",
  address: "127.0.0.1:9100",
  options: { printerSet: "gbk", proof: "paper-status" },
};

/** Sets up an A4 and a slip printer and sends each document to the one that takes it. */
export function setUpPrinters(context: StationContext): void {
  for (const printer of [A4, SLIPS]) putPrinter(context.db, printer);
  for (const kind of DocumentKind.options)
    putPrinterChoice(context.db, context.station().id, {
      kind,
      printerId: kind === "slip" ? SLIPS.id : A4.id,
      tray: null,
    });
}

/** Takes in one application at the made-up locality: a form and a voucher on A4, and a slip. */
export const takeIn = (context: StationContext, actor: Actor): string =>
  submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() }).id;

/** One job of an application by its kind. */
export function jobOf(context: StationContext, applicationId: string, kind: DocumentKind): PrintJob {
  const job = listPrintJobs(context.db, applicationId).findLast((each) => each.kind === kind);
  if (job === undefined) throw new Error(`no ${kind}`);
  return job;
}

/** Starts the spooler over printers at the level of the port, its timers turned by hand. */
export function spoolTo(
  context: StationContext,
  clock: HandClock,
  open: (settings: PrinterSettings) => Promise<Printer>,
  errors: unknown[] = [],
): Spooler {
  return startSpooler(context, {
    open,
    setTimer: clock.after,
    onError: (error) => errors.push(error),
    limits: QUEUE_LIMITS,
  });
}
