import type { attachmentSendCalls } from "#shared/contract/attachment-sync.ts";
import type { conflictCalls } from "#shared/contract/conflicts.ts";
import type { outboxCalls } from "#shared/contract/outbox.ts";
import type { publicationCalls } from "#shared/contract/publications.ts";
import type { registerCalls } from "#shared/contract/register.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { countDurable } from "#station/db/confirmed-entries.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { closeQuarantined, getAttachmentStory } from "./attachments/attachment-sends.ts";
import { viewConflict } from "./conflicts/conflict.ts";
import { resolveConflict } from "./conflicts/resolve-conflict.ts";
import { exportOutbox } from "./outbox/export-file.ts";
import { importOutbox } from "./outbox/import-file.ts";
import { getOutbox, getOutboxStory, type SyncControls, retryOutbox } from "./outbox/outbox-view.ts";
import { resendEntry } from "./outbox/resend.ts";
import { viewPublications } from "./publications/publications.ts";
import type { CentreAccess } from "./transport/centre-link.ts";
import { lookUpCompany, lookUpProject } from "./transport/look-up.ts";

/** Answers the calls about a version that two windows made. */
export const conflictHandlers = (context: StationContext): HandlersOf<typeof conflictCalls> => ({
  "conflict.get": (_session, input) => viewConflict(context, input.applicationId),
  "conflict.resolve": (session, input) => resolveConflict(context, actorOf(context, session), input),
});

/** Answers the calls about the outbox. */
export const outboxHandlers = (
  context: StationContext,
  worker: SyncControls,
): HandlersOf<typeof outboxCalls & typeof attachmentSendCalls> => ({
  "outbox.get": () => getOutbox(context, worker),
  "outbox.retryNow": () => retryOutbox(context, worker),
  "outbox.story": (_session, input) => getOutboxStory(context, input.id),
  "attachmentSend.story": (_session, input) => getAttachmentStory(context, input.id),
  "attachmentSend.close": (session, input) => closeQuarantined(context, actorOf(context, session), input),
  "outbox.resend": (session, input) => {
    resendEntry(context, actorOf(context, session), input);
    return getOutbox(context, worker);
  },
  "outbox.export": (session, input) => {
    const sealed = exportOutbox(context, actorOf(context, session), input.passphrase);
    return sealed === null
      ? null
      : {
          fileName: `outbox-${context.now().slice(0, 10)}.sealed`,
          mime: "application/octet-stream",
          base64: sealed.bytes.toString("base64"),
          entries: sealed.entries,
        };
  },
  "outbox.import": (session, input) =>
    importOutbox(context, actorOf(context, session), Buffer.from(input.base64, "base64"), input.passphrase),
  "outbox.cover": () => countDurable(context.db),
});

/** Answers the calls about what the centre published. */
export const publicationHandlers = (context: StationContext): HandlersOf<typeof publicationCalls> => ({
  "publication.list": () => viewPublications(context),
});

/** Answers the calls about the centre's register of companies and projects. */
export const registerHandlers = (context: StationContext, centre: CentreAccess): HandlersOf<typeof registerCalls> => ({
  "register.find": (_session, input) => lookUpCompany(context, centre, input.creditCode),
  "register.findProject": (_session, input) => lookUpProject(context, centre, input.projectCode),
});
