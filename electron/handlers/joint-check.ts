import type { jointCheckCalls } from "#shared/contract/joint-check-calls.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { confirmCheck, getApplicantCheck, pointAtField } from "#station/services/joint-check-applicant.ts";
import { followJointCheck, hideAllChecks, hideJointCheck, startJointCheck } from "#station/services/joint-check.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about the joint check; nobody's data stands on the applicant's window when a hall opens. */
export function jointCheckHandlers(hall: Hall): HandlersOf<typeof jointCheckCalls> {
  hideAllChecks(hall);
  return {
    "check.start": (session, input) => startJointCheck(hall, actorOf(hall, session), input.draftId, input.body),
    "check.follow": (_session, input) => followJointCheck(hall, input.draftId, input.body),
    "check.hide": (_session, input) => hideJointCheck(hall, input.draftId),
    "check.openWindow": (session) => ({ address: session.openApplicantWindow() }),
    "check.get": (_session, input) => getApplicantCheck(hall, input.withPage),
    "check.confirm": (_session, input) => confirmCheck(hall, input),
    "check.point": (_session, input) => pointAtField(hall, input),
  };
}
