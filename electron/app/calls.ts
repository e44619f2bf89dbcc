import { badInput } from "#shared/lib/problem.ts";
import { actHandlers } from "#station/cases/calls.ts";
import { callbackHandlers } from "#station/cases/calls.ts";
import { duplicateHandlers } from "#station/intake/calls.ts";
import { receptionHandlers } from "#station/intake/calls.ts";
import { registerHandlers } from "#station/sync/calls.ts";
import { searchHandlers } from "#station/search/calls.ts";
import { deskHandlers } from "#station/supervision/calls.ts";
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
import { sheetHandlers } from "#station/documents/calls.ts";
import { toldHandlers } from "#station/supervision/calls.ts";
import { suspensionHandlers } from "#station/rules/calls.ts";
import type { Handlers } from "#station/core/dispatcher.ts";
import type { Session } from "#station/core/session.ts";
import { getApplicationRow, listDay, viewApplication, profileOf } from "#station/records/application.ts";
import { channelProblems, withChannel } from "#station/intake/calls.ts";
import { previewClocks } from "#station/records/deadlines.ts";
import { viewDay } from "#station/supervision/day-summary.ts";
import { previewDocument } from "#station/documents/render-document.ts";
import { discardDraft, getDraft, listDraftLines, refuseChangedDraft, saveDraft } from "#station/intake/drafts.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { checkIntake, submitApplication } from "#station/intake/submit.ts";
import { hideAllChecks } from "#station/intake/joint-check.ts";
import { exportLedger } from "#station/supervision/ledger.ts";
import type { OutboxHold } from "#shared/contract/outbox.ts";
import { listProfiles } from "#station/rules/calls.ts";
import { listAmbiguities, recordReading } from "#station/rules/interpretations.ts";
import type { PrinterWatch } from "#station/printing/printer-settings.ts";
import type { CentreAccess } from "#station/sync/transport/centre-link.ts";
import { decideRoutes } from "#station/rules/routing.ts";
import { actorOf, setHallProfile, signIn, signOut, startKiosk, viewSession } from "#station/people/sign-in.ts";

/** Answers every call of the contract over one hall; `centre` is how to reach the far end for a look-up, `printers` what is known of the printers, `outboxHold` what stands in the outbox's way. */
export function createHandlers(
  hall: StationContext,
  wakeOutbox: () => Promise<void>,
  centre: CentreAccess = () => null,
  printers: PrinterWatch = { states: () => new Map(), look: () => undefined },
  outboxHold: () => OutboxHold | null = () => null,
): Handlers {
  const actor = (session: Session) => actorOf(hall, session);
  return {
    ...actHandlers(hall),
    ...searchHandlers(hall),
    ...duplicateHandlers(hall),
    ...registerHandlers(hall, centre),
    ...jointCheckHandlers(hall),
    ...suspensionHandlers(hall),
    ...deskHandlers(hall),
    ...outageHandlers(hall),
    ...outboxHandlers(hall, { wake: wakeOutbox, hold: outboxHold }),
    ...handoverHandlers(hall),
    ...toldHandlers(hall),
    ...conflictHandlers(hall),
    ...printHandlers(hall),
    ...printerHandlers(hall, printers),
    ...consentHandlers(hall),
    ...receptionHandlers(hall),
    ...sheetHandlers(hall),
    ...callbackHandlers(hall),
    ...rosterHandlers(hall),
    ...publicationHandlers(hall),
    ...materialHandlers(hall),
    "session.get": (session) => viewSession(hall, session),
    "session.signIn": (session, input) => {
      const before = session.operatorId;
      const view = signIn(hall, session, input.operatorId, input.pin);
      // Whoever the window showed was served by the person before; a wrong PIN takes nobody's check away.
      if (session.operatorId !== before) hideAllChecks(hall);
      return view;
    },
    "session.signOut": (session) => {
      hideAllChecks(hall);
      return signOut(hall, session);
    },
    "session.startKiosk": (session) => {
      hideAllChecks(hall);
      return startKiosk(hall, session);
    },
    "profile.list": () => listProfiles(hall),
    "profile.get": (_session, input) => hall.profiles.get(input.id).profile,
    "hall.setProfile": (session, input) => setHallProfile(hall, session, input.profileId),
    "draft.save": (session, input) => saveDraft(hall, actor(session), input.id, input.body, input.shownVersion),
    "draft.list": () => listDraftLines(hall),
    "draft.get": (session, input) => getDraft(hall, actor(session), input.id),
    "draft.discard": (session, input) => discardDraft(hall, actor(session), input.id),
    "intake.check": (session, input) => {
      const { problems, warnings } = checkIntake(hall, actor(session), withChannel(session.role, input.body));
      return { problems: [...channelProblems(session.role, input.body), ...problems], warnings };
    },
    "route.decide": (_session, input) =>
      decideRoutes(hall, hall.profiles.get(input.profileId).profile, input.outsideLines),
    "clock.preview": (_session, input) =>
      previewClocks(hall, hall.profiles.get(input.profileId).profile, input.appointment, input.routes),
    "application.submit": (session, input) => {
      const misnamed = channelProblems(session.role, input.body);
      if (misnamed.length > 0) throw badInput(misnamed);
      // A kiosk's visitor cannot judge another's case: what looks alike is noted for the window.
      if (input.shownVersion !== null) refuseChangedDraft(hall, input.key, input.shownVersion);
      const application = submitApplication(
        hall,
        actor(session),
        input.key,
        withChannel(session.role, input.body),
        "window",
        session.role === "kiosk" ? "note" : (input.duplicate ?? "ask"),
      );
      if (session.role === "kiosk") session.visit.add(application.id);
      return application;
    },
    "application.profile": (_session, input) => profileOf(hall, getApplicationRow(hall, input.id)),
    "application.get": (_session, input) => viewApplication(hall, getApplicationRow(hall, input.id)),
    "application.listDay": (_session, input) => listDay(hall, input.on),
    "document.preview": (session, input) => {
      if ("receptionId" in input.source && session.role === "kiosk") throw notAtKiosk();
      if ("applicationId" in input.source) refuseOthers(session, hall, input.source.applicationId);
      return previewDocument(hall, actor(session), input);
    },
    "day.get": (_session, input) => viewDay(hall, input.on),
    "ledger.export": (session, input) => exportLedger(hall, actor(session), input.on, input.format),
    "reading.list": (_session, input) => listAmbiguities(hall, input.profileId),
    "reading.record": (session, input) => recordReading(hall, actor(session), input),
  };
}
