import type { AttachmentSendCalls } from "#shared/contract/attachment-sync.ts";
import type { ConflictCalls } from "#shared/contract/conflicts.ts";
import type { OutboxCalls } from "#shared/contract/outbox.ts";
import type { PublicationCalls } from "#shared/contract/publications.ts";
import type { RegisterCalls } from "#shared/contract/register.ts";
import type { HandlersOf } from "#station/core/dispatcher.ts";
import { countDurable } from "#station/db/confirmed-entries.ts";
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

/** Answers the calls about what waits for the centre; `controls` wakes the workers that send it. */
const outboxCalls = (controls: SyncControls): HandlersOf<OutboxCalls & AttachmentSendCalls> => ({
  "outbox.get": (context) => getOutbox(context, controls),
  "outbox.retryNow": (context) => retryOutbox(context, controls),
  "outbox.cover": (context) => countDurable(context.db),
  "outbox.story": (context, _clerk, { id }) => getOutboxStory(context, id),
  "outbox.resend": (context, supervisor, input) => {
    resendEntry(context, supervisor, input);
    return getOutbox(context, controls);
  },
  "outbox.export": (context, supervisor, { passphrase }) => {
    const file = exportOutbox(context, supervisor, passphrase);
    return file === null
      ? null
      : {
          fileName: `outbox-${context.now().slice(0, 10)}.sealed`,
          mime: "application/octet-stream",
          base64: file.bytes.toString("base64"),
          entries: file.entries,
        };
  },
  "outbox.import": (context, supervisor, { base64, passphrase }) =>
    importOutbox(context, supervisor, Buffer.from(base64, "base64"), passphrase),
  "attachmentSend.story": (context, _clerk, { id }) => getAttachmentStory(context, id),
  "attachmentSend.close": closeQuarantined,
});

/** The calls about the centre and what goes there. */
type SyncCalls = OutboxCalls & AttachmentSendCalls & ConflictCalls & PublicationCalls & RegisterCalls;

/** Answers the calls about the centre and what goes there; `centre` is how a look-up reaches it. */
export const syncCalls = (controls: SyncControls, centre: CentreAccess): HandlersOf<SyncCalls> => ({
  ...outboxCalls(controls),
  "conflict.get": (context, _clerk, { applicationId }) => viewConflict(context, applicationId),
  "conflict.resolve": resolveConflict,
  "publication.list": viewPublications,
  "register.find": (context, _clerk, { creditCode }) => lookUpCompany(context, centre, creditCode),
  "register.findProject": (context, _clerk, { projectCode }) => lookUpProject(context, centre, projectCode),
});
