import type { outboxCalls } from "../../shared/contract/outbox-calls.ts";
import type { HandlersOf } from "../hosts/dispatch.ts";
import type { Hall } from "../services/hall.ts";
import { getOutbox, getOutboxStory, retryOutbox, type OutboxWorker } from "../services/outbox.ts";
import { resendEntry } from "../services/resend.ts";
import { actorOf } from "../services/sign-in.ts";

/** Answers the calls about the outbox. */
export const outboxHandlers = (hall: Hall, worker: OutboxWorker): HandlersOf<typeof outboxCalls> => ({
  "outbox.get": () => getOutbox(hall, worker),
  "outbox.retryNow": () => retryOutbox(hall, worker),
  "outbox.story": (_session, input) => getOutboxStory(hall, input.id),
  "outbox.resend": (session, input) => {
    resendEntry(hall, actorOf(hall, session), input);
    return getOutbox(hall, worker);
  },
});
