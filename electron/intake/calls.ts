import type { DraftBody } from "#shared/case/draft-body.ts";
import type { Role } from "#shared/contract/call.ts";
import type { consentCalls } from "#shared/contract/consent.ts";
import type { duplicateCalls } from "#shared/contract/duplicates.ts";
import type { jointCheckCalls } from "#shared/contract/joint-check.ts";
import type { outageCalls } from "#shared/contract/late-entry.ts";
import type { receptionCalls } from "#shared/contract/reception.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import type { Channel } from "#shared/profile/profile.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { addConsentFile, dropConsentFile } from "./consent-files.ts";
import { refuseChangedDraft } from "./drafts.ts";
import { findDuplicates } from "./duplicates.ts";
import { confirmCheck, getApplicantCheck, pointAtField } from "./joint-check-applicant.ts";
import { followJointCheck, hideAllChecks, hideJointCheck, startJointCheck } from "./joint-check.ts";
import { listPaper, printPaperZip, spoilPaper } from "./paper-forms.ts";
import { getReceptionRow, viewReception } from "./reception-view.ts";
import { printReception, receiveVisit, refuseVisit } from "./reception.ts";

/** Answers the calls about the consent to an entry on behalf. */
export const consentHandlers = (hall: StationContext): HandlersOf<typeof consentCalls> => ({
  "consent.addFile": (session, input) => addConsentFile(hall, actorOf(hall, session), input),
  "consent.dropFile": (_session, input) => dropConsentFile(hall, input),
});

/** Answers the calls about likely duplicates. */
export const duplicateHandlers = (hall: StationContext): HandlersOf<typeof duplicateCalls> => ({
  "intake.findDuplicates": (_session, input) => findDuplicates(hall, input.body),
});

/** Answers the calls about the joint check; nobody's data stands on the applicant's window when a hall opens. */
export function jointCheckHandlers(hall: StationContext): HandlersOf<typeof jointCheckCalls> {
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

/** Answers the calls about paper forms for an outage. */
export const outageHandlers = (hall: StationContext): HandlersOf<typeof outageCalls> => ({
  "paperForm.list": () => listPaper(hall),
  "paperForm.print": (session, input) => printPaperZip(hall, actorOf(hall, session), input.count),
  "paperForm.spoil": (session, input) => spoilPaper(hall, actorOf(hall, session), input.number, input.why),
});

/** Answers the calls about visits received or refused without an acceptance number. */
export const receptionHandlers = (hall: StationContext): HandlersOf<typeof receptionCalls> => ({
  "reception.receive": (session, { shownVersion, ...input }) => {
    if (shownVersion !== null) refuseChangedDraft(hall, input.draftId, shownVersion);
    return receiveVisit(hall, actorOf(hall, session), input);
  },
  "reception.refuse": (session, { shownVersion, ...input }) => {
    if (shownVersion !== null) refuseChangedDraft(hall, input.draftId, shownVersion);
    return refuseVisit(hall, actorOf(hall, session), input);
  },
  "reception.get": (_session, input) => viewReception(hall, getReceptionRow(hall, input.id)),
  "reception.print": (session, input) =>
    printReception(hall, actorOf(hall, session), getReceptionRow(hall, input.id), input.why),
});

/** What a clerk at a window may take in: somebody there, somebody on the telephone, or an entry on behalf. */
export const WINDOW_CHANNELS: readonly Channel[] = ["counter", "on-behalf", "phone"];

/** A kiosk's intake is always a kiosk's, whatever its page says. */
export const withChannel = (role: Role, body: DraftBody): DraftBody =>
  role === "kiosk" ? { ...body, channel: "kiosk" } : body;

/** Why a window may not take in by the channel (渠道) that its page names: those two decide who answers, and the applicant's own entry cannot be claimed by a clerk. */
export function channelProblems(role: Role, { channel }: DraftBody): FieldProblem[] {
  if (role === "kiosk" || WINDOW_CHANNELS.includes(channel)) return [];
  return [
    {
      path: "channel",
      message:
        channel === "kiosk"
          ? bilingual(
              "自助机渠道只能由自助机受理；窗口请选“窗口”“帮办代办”或“电话”",
              "only a kiosk takes in as a kiosk; at a window choose window, on behalf or telephone",
            )
          : bilingual(
              "线上渠道只能由线上入口报入；窗口请选“窗口”“帮办代办”或“电话”",
              "online applications come in online only; at a window choose window, on behalf or telephone",
            ),
    },
  ];
}
