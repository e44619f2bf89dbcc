import { badInput } from "#shared/lib/problem.ts";
import { actHandlers } from "#station/cases/calls.ts";
import { callbackHandlers } from "#station/cases/calls.ts";
import { duplicateHandlers } from "#station/intake/calls.ts";
import { receptionHandlers } from "#station/intake/calls.ts";
import { registerHandlers } from "#station/sync/calls.ts";
import { searchHandlers } from "#station/search/calls.ts";
import { worklistHandlers } from "#station/supervision/calls.ts";
import { conflictHandlers } from "#station/sync/calls.ts";
import { consentHandlers } from "#station/intake/calls.ts";
import { handoverHandlers } from "#station/cases/calls.ts";
import { publicationHandlers } from "#station/sync/calls.ts";
import { rosterHandlers } from "#station/roster/calls.ts";
import { outboxHandlers } from "#station/sync/calls.ts";
import { outageHandlers } from "#station/intake/calls.ts";
import { jointCheckHandlers } from "#station/intake/calls.ts";
import { notAtKiosk, printHandlers, refuseOthers } from "#station/printing/calls.ts";
import { printerHandlers } from "#station/printing/calls.ts";
import { materialHandlers } from "#station/cases/calls.ts";
import { scanHandlers } from "#station/documents/calls.ts";
import { centreMessageHandlers } from "#station/supervision/calls.ts";
import { suspensionHandlers } from "#station/rules/calls.ts";
import type { Handlers } from "#station/core/dispatcher.ts";
import type { Session } from "#station/core/session.ts";
import { getApplicationRow, listDay, viewApplication, profileOf } from "#station/records/application.ts";
import { channelProblems, withChannel } from "#station/intake/calls.ts";
import { previewDeadlines } from "#station/records/deadlines.ts";
import { viewDaySummary } from "#station/supervision/day-summary.ts";
import { previewDocument } from "#station/documents/render-document.ts";
import { discardDraft, getDraft, listDraftLines, refuseChangedDraft, saveDraft } from "#station/intake/drafts.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { checkIntake, submitApplication } from "#station/intake/submit.ts";
import { hideAllChecks } from "#station/intake/joint-check.ts";
import { exportLedger } from "#station/supervision/ledger.ts";
import type { OutboxPause } from "#shared/contract/outbox.ts";
import { listProfiles } from "#station/rules/calls.ts";
import { listAmbiguities, recordInterpretation } from "#station/rules/interpretations.ts";
import type { PrinterWatch } from "#station/printing/printer-settings.ts";
import type { CentreAccess } from "#station/sync/transport/centre-link.ts";
import { decideRoutes } from "#station/rules/routing.ts";
import { actorOf, setHallProfile, signIn, signOut, startKiosk, viewSession } from "#station/people/sign-in.ts";

/** Answers every call of the contract over one hall; `centre` is how to reach the far end for a look-up, `printers` what is known of the printers, `outboxHold` what stands in the outbox's way. */
export function createHandlers(
  context: StationContext,
  wakeOutbox: () => Promise<void>,
  centre: CentreAccess = () => null,
  printers: PrinterWatch = { states: () => new Map(), look: () => undefined },
  outboxPause: () => OutboxPause | null = () => null,
): Handlers {
  const actor = (session: Session) => actorOf(context, session);
  return {
    ...actHandlers(context),
    ...searchHandlers(context),
    ...duplicateHandlers(context),
    ...registerHandlers(context, centre),
    ...jointCheckHandlers(context),
    ...suspensionHandlers(context),
    ...worklistHandlers(context),
    ...outageHandlers(context),
    ...outboxHandlers(context, { wake: wakeOutbox, pause: outboxPause }),
    ...handoverHandlers(context),
    ...centreMessageHandlers(context),
    ...conflictHandlers(context),
    ...printHandlers(context),
    ...printerHandlers(context, printers),
    ...consentHandlers(context),
    ...receptionHandlers(context),
    ...scanHandlers(context),
    ...callbackHandlers(context),
    ...rosterHandlers(context),
    ...publicationHandlers(context),
    ...materialHandlers(context),
    "session.get": (session) => viewSession(context, session),
    "session.signIn": (session, input) => {
      const before = session.operatorId;
      const view = signIn(context, session, input.operatorId, input.pin);
      // Whoever the window showed was served by the person before; a wrong PIN takes nobody's check away.
      if (session.operatorId !== before) hideAllChecks(context);
      return view;
    },
    "session.signOut": (session) => {
      hideAllChecks(context);
      return signOut(context, session);
    },
    "session.startKiosk": (session) => {
      hideAllChecks(context);
      return startKiosk(context, session);
    },
    "profile.list": () => listProfiles(context),
    "profile.get": (_session, input) => context.profiles.get(input.id).profile,
    "hall.setProfile": (session, input) => setHallProfile(context, session, input.profileId),
    "draft.save": (session, input) => saveDraft(context, actor(session), input.id, input.body, input.shownVersion),
    "draft.list": () => listDraftLines(context),
    "draft.get": (session, input) => getDraft(context, actor(session), input.id),
    "draft.discard": (session, input) => discardDraft(context, actor(session), input.id),
    "intake.check": (session, input) => {
      const { problems, warnings } = checkIntake(context, actor(session), withChannel(session.role, input.body));
      return { problems: [...channelProblems(session.role, input.body), ...problems], warnings };
    },
    "route.decide": (_session, input) =>
      decideRoutes(context, context.profiles.get(input.profileId).profile, input.outsideLines),
    "deadline.preview": (_session, input) =>
      previewDeadlines(context, context.profiles.get(input.profileId).profile, input.appointment, input.routes),
    "application.submit": (session, input) => {
      const misnamed = channelProblems(session.role, input.body);
      if (misnamed.length > 0) throw badInput(misnamed);
      // A kiosk's visitor cannot judge another's case: what looks alike is noted for the window.
      if (input.shownVersion !== null) refuseChangedDraft(context, input.key, input.shownVersion);
      const application = submitApplication(
        context,
        actor(session),
        input.key,
        withChannel(session.role, input.body),
        "window",
        session.role === "kiosk" ? "note" : (input.duplicate ?? "ask"),
      );
      if (session.role === "kiosk") session.visit.add(application.id);
      return application;
    },
    "application.profile": (_session, input) => profileOf(context, getApplicationRow(context, input.id)),
    "application.get": (_session, input) => viewApplication(context, getApplicationRow(context, input.id)),
    "application.listDay": (_session, input) => listDay(context, input.on),
    "document.preview": (session, input) => {
      if ("receptionId" in input.source && session.role === "kiosk") throw notAtKiosk();
      if ("applicationId" in input.source) refuseOthers(session, context, input.source.applicationId);
      return previewDocument(context, actor(session), input);
    },
    "daySummary.get": (_session, input) => viewDaySummary(context, input.on),
    "ledger.export": (session, input) => exportLedger(context, actor(session), input.on, input.format),
    "interpretation.list": (_session, input) => listAmbiguities(context, input.profileId),
    "interpretation.record": (session, input) => recordInterpretation(context, actor(session), input),
  };
}
