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
import { viewPaperForms, printPaperZip, spoilPaperForm } from "./paper-forms.ts";
import { viewReception } from "./reception-view.ts";
import { getReceptionRow } from "#station/documents/reception-document.ts";
import { printReception, receiveVisit, refuseVisit } from "./reception.ts";

/** Answers the calls about the consent to an entry on behalf. */
export const consentHandlers = (context: StationContext): HandlersOf<typeof consentCalls> => ({
  "consent.addFile": (session, input) => addConsentFile(context, actorOf(context, session), input),
  "consent.dropFile": (_session, input) => dropConsentFile(context, input),
});

/** Answers the calls about likely duplicates. */
export const duplicateHandlers = (context: StationContext): HandlersOf<typeof duplicateCalls> => ({
  "intake.findDuplicates": (_session, input) => findDuplicates(context, input.body),
});

/** Answers the calls about the joint check; nobody's data stands on the applicant's window when a hall opens. */
export function jointCheckHandlers(context: StationContext): HandlersOf<typeof jointCheckCalls> {
  hideAllChecks(context);
  return {
    "check.start": (session, input) => startJointCheck(context, actorOf(context, session), input.draftId, input.body),
    "check.follow": (_session, input) => followJointCheck(context, input.draftId, input.body),
    "check.hide": (_session, input) => hideJointCheck(context, input.draftId),
    "check.openWindow": (session) => ({ address: session.openApplicantWindow() }),
    "check.get": (_session, input) => getApplicantCheck(context, input.withPage),
    "check.confirm": (_session, input) => confirmCheck(context, input),
    "check.point": (_session, input) => pointAtField(context, input),
  };
}

/** Answers the calls about paper forms for an outage. */
export const outageHandlers = (context: StationContext): HandlersOf<typeof outageCalls> => ({
  "paperForm.list": () => viewPaperForms(context),
  "paperForm.print": (session, input) => printPaperZip(context, actorOf(context, session), input.count),
  "paperForm.spoil": (session, input) => spoilPaperForm(context, actorOf(context, session), input.number, input.why),
});

/** Answers the calls about visits received or refused without an acceptance number. */
export const receptionHandlers = (context: StationContext): HandlersOf<typeof receptionCalls> => ({
  "reception.receive": (session, { shownVersion, ...input }) => {
    if (shownVersion !== null) refuseChangedDraft(context, input.draftId, shownVersion);
    return receiveVisit(context, actorOf(context, session), input);
  },
  "reception.refuse": (session, { shownVersion, ...input }) => {
    if (shownVersion !== null) refuseChangedDraft(context, input.draftId, shownVersion);
    return refuseVisit(context, actorOf(context, session), input);
  },
  "reception.get": (_session, input) => viewReception(context, getReceptionRow(context, input.id)),
  "reception.print": (session, input) =>
    printReception(context, actorOf(context, session), getReceptionRow(context, input.id), input.why),
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
