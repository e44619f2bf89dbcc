import type { PrinterCalls } from "#shared/contract/printers.ts";
import type { PrintCalls } from "#shared/contract/printing.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { checkOwnPin } from "#station/people/sign-in.ts";
import { refuseOutsideVisit } from "#station/records/visit.ts";
import {
  cancelPrint,
  confirmPrint,
  listPrints,
  printStory,
  releasePrint,
  requestPrint,
  resumePrint,
  retryPrint,
} from "./print-requests.ts";
import { listHeldSlips } from "./visit-slips.ts";
import {
  assignPrinter,
  type PrinterWatch,
  retire,
  savePrinter,
  viewPrinters,
  viewPrinterStatus,
} from "./printer-settings.ts";
import { confirmTest, requestTest } from "./printer-tests.ts";

/** Answers the calls about the print jobs of an application. */
const printCalls: HandlersOf<PrintCalls> = {
  "print.request": requestPrint,
  "print.list": (context, { session }, { applicationId }) => {
    refuseOutsideVisit(context, session, applicationId);
    return listPrints(context, applicationId);
  },
  "print.listHeld": (context) => listHeldSlips(context),
  "print.story": (context, _clerk, { jobId }) => printStory(context, jobId),
  "print.confirm": (context, clerk, { jobId, paperCame }) => confirmPrint(context, clerk, jobId, paperCame),
  "print.retry": (context, clerk, { jobId }) => retryPrint(context, clerk, jobId),
  "print.resume": (context, clerk, { jobId, fromPage }) => resumePrint(context, clerk, jobId, fromPage),
  "print.cancel": (context, clerk, { jobId, why }) => cancelPrint(context, clerk, jobId, why),
  "print.release": (context, clerk, { jobId }) => releasePrint(context, clerk, jobId),
};

/** Answers the calls about printers; none of them waits for one. */
const printerCalls = (watch: PrinterWatch): HandlersOf<PrinterCalls> => ({
  "printer.list": (context) => {
    watch.look();
    return viewPrinters(context, watch);
  },
  "printer.save": async (context, supervisor, { printer, pin }) => {
    if (pin !== null) await checkOwnPin(context, supervisor, pin);
    savePrinter(context, supervisor, printer, pin !== null);
    return viewPrinters(context, watch);
  },
  "printer.retire": (context, supervisor, { id }) => {
    retire(context, supervisor, id);
    return viewPrinters(context, watch);
  },
  "printer.assign": (context, supervisor, input) => {
    assignPrinter(context, supervisor, input);
    return viewPrinters(context, watch);
  },
  "printer.status": (context) => viewPrinterStatus(context, watch),
  "printer.test": (context, clerk, { id }) => requestTest(context, clerk, id),
  "printer.answerTest": confirmTest,
});

/** Answers the calls about print jobs and printers; `watch` knows how the printers are. */
export const printingCalls = (watch: PrinterWatch): HandlersOf<PrintCalls & PrinterCalls> => ({
  ...printCalls,
  ...printerCalls(watch),
});
