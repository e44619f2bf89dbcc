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
export function refuseOthers(session: Session, context: StationContext, applicationId: string): void {
  if (session.role !== "kiosk" || session.visit.has(getApplicationRow(context, applicationId).id)) return;
  throw notAtKiosk();
}

/** Answers the calls about sheets of an application. */
export const printHandlers = (context: StationContext): HandlersOf<typeof printCalls> => ({
  "print.request": (session, input) => requestPrint(context, actorOf(context, session), input),
  "print.list": (session, input) => {
    refuseOthers(session, context, input.applicationId);
    return listPrints(context, input.applicationId);
  },
  "print.story": (_session, input) => printStory(context, input.jobId),
  "print.confirm": (session, input) => confirmPrint(context, actorOf(context, session), input.jobId, input.paperCame),
  "print.retry": (session, input) => retryPrint(context, actorOf(context, session), input.jobId),
  "print.resume": (session, input) => resumePrint(context, actorOf(context, session), input.jobId, input.fromPage),
  "print.cancel": (session, input) => cancelPrint(context, actorOf(context, session), input.jobId, input.why),
  "print.release": (session, input) => releasePrint(context, actorOf(context, session), input.jobId),
});

/** Answers the calls about printers; none of them waits for one. */
export const printerHandlers = (context: StationContext, watch: PrinterWatch): HandlersOf<typeof printerCalls> => ({
  "printer.list": () => {
    watch.look();
    return viewPrinters(context, watch);
  },
  "printer.save": (session, input) => {
    savePrinter(context, actorOf(context, session), input.printer);
    return viewPrinters(context, watch);
  },
  "printer.retire": (session, input) => {
    retire(context, actorOf(context, session), input.id);
    return viewPrinters(context, watch);
  },
  "printer.assign": (session, input) => {
    assignPrinter(context, actorOf(context, session), input);
    return viewPrinters(context, watch);
  },
  "printer.status": () => viewPrinterStatus(context, watch),
  "printer.test": (session, input) => requestTest(context, actorOf(context, session), input.id),
  "printer.answerTest": (session, input) => confirmTest(context, actorOf(context, session), input),
});
