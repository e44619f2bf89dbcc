import type { attachmentSendCalls } from "#shared/contract/attachment-send-calls.ts";
import type { outboxCalls } from "#shared/contract/outbox-calls.ts";
import { countDurable } from "#station/db/held-entries.ts";
import { closeSetAside, getAttachmentStory } from "#station/services/attachment-sends.ts";
import type { HandlersOf } from "#station/hosts/dispatch.ts";
import type { Hall } from "#station/services/hall.ts";
import { importOutbox } from "#station/services/import-outbox.ts";
import { exportOutbox } from "#station/services/outbox-file.ts";
import { getOutbox, getOutboxStory, retryOutbox, type OutboxWorker } from "#station/services/outbox.ts";
import { resendEntry } from "#station/services/resend.ts";
import { actorOf } from "#station/services/sign-in.ts";

/** Answers the calls about the outbox. */
export const outboxHandlers = (
  hall: Hall,
  worker: OutboxWorker,
): HandlersOf<typeof outboxCalls & typeof attachmentSendCalls> => ({
  "outbox.get": () => getOutbox(hall, worker),
  "outbox.retryNow": () => retryOutbox(hall, worker),
  "outbox.story": (_session, input) => getOutboxStory(hall, input.id),
  "attachmentSend.story": (_session, input) => getAttachmentStory(hall, input.id),
  "attachmentSend.close": (session, input) => closeSetAside(hall, actorOf(hall, session), input),
  "outbox.resend": (session, input) => {
    resendEntry(hall, actorOf(hall, session), input);
    return getOutbox(hall, worker);
  },
  "outbox.export": (session, input) => {
    const sealed = exportOutbox(hall, actorOf(hall, session), input.passphrase);
    return sealed === null
      ? null
      : {
          fileName: `outbox-${hall.now().slice(0, 10)}.sealed`,
          mime: "application/octet-stream",
          base64: sealed.bytes.toString("base64"),
          entries: sealed.entries,
        };
  },
  "outbox.import": (session, input) =>
    importOutbox(hall, actorOf(hall, session), Buffer.from(input.base64, "base64"), input.passphrase),
  "outbox.cover": () => countDurable(hall.db),
});
