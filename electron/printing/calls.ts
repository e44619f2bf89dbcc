import type { printerCalls } from "#shared/contract/printers.ts";
import type { printCalls } from "#shared/contract/printing.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { NOTHING_WRITTEN, problem } from "#shared/lib/problem.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { Session } from "#station/core/session.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { getApplicationRow } from "#station/records/application.ts";
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
import {
  assignPrinter,
  type PrinterWatch,
  retire,
  savePrinter,
  viewPrinters,
  viewPrinterStatus,
} from "./printer-settings.ts";
import { confirmTest, requestTest } from "./printer-tests.ts";

/** What a kiosk is told that asks for more than its visitor's own. */
export const notAtKiosk = () =>
  problem(
    "not-allowed",
    bilingual("自助机只能查看本次办理的申请。", "A kiosk shows only the application of this visit."),
    NOTHING_WRITTEN,
    bilingual("请到窗口查询。", "Ask at a window."),
  );

/** A kiosk sees nothing but what its present visitor took in. */
export function refuseOthers(session: Session, hall: StationContext, applicationId: string): void {
  if (session.role !== "kiosk" || session.visit.has(getApplicationRow(hall, applicationId).id)) return;
  throw notAtKiosk();
}

/** Answers the calls about sheets of an application. */
export const printHandlers = (hall: StationContext): HandlersOf<typeof printCalls> => ({
  "print.request": (session, input) => requestPrint(hall, actorOf(hall, session), input),
  "print.list": (session, input) => {
    refuseOthers(session, hall, input.applicationId);
    return listPrints(hall, input.applicationId);
  },
  "print.story": (_session, input) => printStory(hall, input.jobId),
  "print.confirm": (session, input) => confirmPrint(hall, actorOf(hall, session), input.jobId, input.paperCame),
  "print.retry": (session, input) => retryPrint(hall, actorOf(hall, session), input.jobId),
  "print.resume": (session, input) => resumePrint(hall, actorOf(hall, session), input.jobId, input.fromPage),
  "print.cancel": (session, input) => cancelPrint(hall, actorOf(hall, session), input.jobId, input.why),
  "print.release": (session, input) => releasePrint(hall, actorOf(hall, session), input.jobId),
});

/** Answers the calls about printers; none of them waits for one. */
export const printerHandlers = (hall: StationContext, watch: PrinterWatch): HandlersOf<typeof printerCalls> => ({
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
