import { say } from "#shared/bilingual.ts";
import type { printCalls } from "#shared/contract/print-calls.ts";
import { NOTHING_WRITTEN, problem } from "#shared/problem.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Session } from "#station/hosts/session.ts";
import { getApplicationRow } from "#station/services/application.ts";
import type { Hall } from "#station/services/hall.ts";
import {
  cancelPrint,
  confirmPrint,
  listPrints,
  printStory,
  releasePrint,
  requestPrint,
  resumePrint,
  retryPrint,
} from "#station/services/printing.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** What a kiosk is told that asks for more than its visitor's own. */
export const notAtKiosk = () =>
  problem(
    "not-allowed",
    say("自助机只能查看本次办理的申请。", "A kiosk shows only the application of this visit."),
    NOTHING_WRITTEN,
    say("请到窗口查询。", "Ask at a window."),
  );

/** A kiosk sees nothing but what its present visitor took in. */
export function refuseOthers(session: Session, hall: Hall, applicationId: string): void {
  if (session.role !== "kiosk" || session.visit.has(getApplicationRow(hall, applicationId).id)) return;
  throw notAtKiosk();
}

/** Answers the calls about sheets of an application. */
export const printHandlers = (hall: Hall): HandlersOf<typeof printCalls> => ({
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
