import type { printerCalls } from "#shared/contract/printer-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { confirmTest, requestTest } from "#station/services/printer-tests.ts";
import {
  assignPrinter,
  retire,
  savePrinter,
  viewPrinters,
  viewPrinterStatus,
  type PrinterWatch,
} from "#station/services/printers.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about printers; none of them waits for one. */
export const printerHandlers = (hall: Hall, watch: PrinterWatch): HandlersOf<typeof printerCalls> => ({
  "printer.list": () => {
    watch.look();
    return viewPrinters(hall, watch);
  },
  "printer.save": (session, input) => {
    savePrinter(hall, actorOf(hall, session), input.printer);
    return viewPrinters(hall, watch);
  },
  "printer.retire": (session, input) => {
    retire(hall, actorOf(hall, session), input.id);
    return viewPrinters(hall, watch);
  },
  "printer.assign": (session, input) => {
    assignPrinter(hall, actorOf(hall, session), input);
    return viewPrinters(hall, watch);
  },
  "printer.status": () => viewPrinterStatus(hall, watch),
  "printer.test": (session, input) => requestTest(hall, actorOf(hall, session), input.id),
  "printer.answerTest": (session, input) => confirmTest(hall, actorOf(hall, session), input),
});
