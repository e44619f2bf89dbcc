import type { ConsentCalls } from "#shared/contract/consent.ts";
import type { IntakeCalls } from "#shared/contract/intake.ts";
import type { JointCheckCalls } from "#shared/contract/joint-check.ts";
import type { PaperFormCalls } from "#shared/contract/paper-forms.ts";
import type { ReceptionCalls } from "#shared/contract/reception.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { addConsentFile, dropConsentFile } from "./consent-files.ts";
import { discardDraft, getDraft, listDraftLines, refuseChangedDraft, saveDraft } from "./drafts.ts";
import { checkFromPage, submitFromPage } from "./from-page.ts";
import { confirmCheck, getApplicantCheck, pointAtField } from "./joint-check-applicant.ts";
import { followJointCheck, hideJointCheck, startJointCheck } from "./joint-check.ts";
import { viewPaperForms, printPaperZip, spoilPaperForm } from "./paper-forms.ts";
import { viewReception } from "./reception-view.ts";
import { getReceptionRow } from "#station/documents/reception-document.ts";
import { printReception, receiveVisit, refuseVisit } from "./reception.ts";

/** Answers the calls about drafts and about accepting an application. */
const applicationCalls: HandlersOf<IntakeCalls & ConsentCalls> = {
  "draft.save": saveDraft,
  "draft.list": listDraftLines,
  "draft.get": (context, clerk, { id }) => getDraft(context, clerk, id),
  "draft.discard": (context, clerk, { id }) => discardDraft(context, clerk, id),
  "intake.check": checkFromPage,
  "application.submit": submitFromPage,
  "consent.addFile": addConsentFile,
  "consent.dropFile": (context, _clerk, input) => dropConsentFile(context, input),
};

/** Answers the calls about the joint check. The applicant's window makes the last three. */
const jointCheckCalls: HandlersOf<JointCheckCalls> = {
  "check.start": (context, clerk, { draftId, body }) => startJointCheck(context, clerk, draftId, body),
  "check.follow": (context, _clerk, { draftId, body }) => followJointCheck(context, draftId, body),
  "check.hide": (context, _clerk, { draftId }) => hideJointCheck(context, draftId),
  "check.openWindow": (_context, { session }) => ({ address: session.openApplicantWindow() }),
  "check.get": (context, _window, { withPage }) => getApplicantCheck(context, withPage),
  "check.confirm": (context, _window, input) => confirmCheck(context, input),
  "check.point": (context, _window, input) => pointAtField(context, input),
};

/** Answers the calls about visits without an acceptance number, and about paper forms for an outage. */
const visitCalls: HandlersOf<ReceptionCalls & PaperFormCalls> = {
  "reception.receive": (context, clerk, { shownVersion, ...input }) => {
    if (shownVersion !== null) refuseChangedDraft(context, input.draftId, shownVersion);
    return receiveVisit(context, clerk, input);
  },
  "reception.refuse": (context, clerk, { shownVersion, ...input }) => {
    if (shownVersion !== null) refuseChangedDraft(context, input.draftId, shownVersion);
    return refuseVisit(context, clerk, input);
  },
  "reception.get": (context, _clerk, { id }) => viewReception(context, getReceptionRow(context, id)),
  "reception.print": (context, clerk, { id, why }) => printReception(context, clerk, getReceptionRow(context, id), why),
  "paperForm.list": viewPaperForms,
  "paperForm.print": (context, clerk, { count }) => printPaperZip(context, clerk, count),
  "paperForm.spoil": (context, clerk, { number, why }) => spoilPaperForm(context, clerk, number, why),
};

/** Answers every call up to the acceptance number. */
export const intakeCalls = { ...applicationCalls, ...jointCheckCalls, ...visitCalls };
