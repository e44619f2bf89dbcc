import { badInput } from "#shared/problem.ts";
import { actHandlers } from "./handlers/acts.ts";
import { callbackHandlers } from "./handlers/callback.ts";
import { duplicateHandlers } from "./handlers/duplicates.ts";
import { receptionHandlers } from "./handlers/reception.ts";
import { registerHandlers } from "./handlers/register.ts";
import { searchHandlers } from "./handlers/search.ts";
import { deskHandlers } from "./handlers/desk.ts";
import { conflictHandlers } from "./handlers/conflict.ts";
import { consentHandlers } from "./handlers/consent.ts";
import { handoverHandlers } from "./handlers/handover.ts";
import { publicationHandlers } from "./handlers/publication.ts";
import { rosterHandlers } from "./handlers/roster.ts";
import { outboxHandlers } from "./handlers/outbox.ts";
import { outageHandlers } from "./handlers/outage.ts";
import { jointCheckHandlers } from "./handlers/joint-check.ts";
import { notAtKiosk, printHandlers, refuseOthers } from "./handlers/print.ts";
import { printerHandlers } from "./handlers/printer.ts";
import { materialHandlers } from "./handlers/materials.ts";
import { sheetHandlers } from "./handlers/sheet.ts";
import { toldHandlers } from "./handlers/told.ts";
import { suspensionHandlers } from "./handlers/suspension.ts";
import type { Handlers } from "./hosts/dispatch.ts";
import type { Session } from "./hosts/session.ts";
import { getApplicationRow, listDay, viewApplication, profileOf } from "./services/application.ts";
import { channelProblems, withChannel } from "./services/channel.ts";
import { previewClocks } from "./services/clocks.ts";
import { viewDay } from "./services/day.ts";
import { previewDocument } from "./services/documents.ts";
import { discardDraft, getDraft, listDraftLines, refuseChangedDraft, saveDraft } from "./services/drafts.ts";
import type { Hall } from "./services/hall.ts";
import { checkIntake, submitApplication } from "./services/intake.ts";
import { hideAllChecks } from "./services/joint-check.ts";
import { exportLedger } from "./services/ledger.ts";
import type { OutboxHold } from "#shared/contract/outbox-calls.ts";
import { listProfiles } from "./services/profiles.ts";
import { listAmbiguities, recordReading } from "./services/readings.ts";
import type { PrinterWatch } from "./services/printers.ts";
import type { CentreAccess } from "./services/centre-link.ts";
import { decideRoutes } from "./services/routing.ts";
import { actorOf, setHallProfile, signIn, signOut, startKiosk, viewSession } from "./services/sign-in.ts";

/** Answers every call of the contract over one hall; `centre` is how to reach the far end for a look-up, `printers` what is known of the printers, `outboxHold` what stands in the outbox's way. */
export function createHandlers(
  hall: Hall,
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
