import type { AttachmentNotice } from "#shared/contract/centre-attachments.ts";
import type { Instant } from "#shared/time.ts";
import type { FailureReason } from "./outbox-port.ts";

/** One file of one application on its way to the centre. */
export type AttachmentSend = Pick<AttachmentNotice, "applicationId" | "kind" | "mime" | "sheet"> & {
  id: number;
  hash: string;
  /** Null until the file itself was looked at. */
  bytes: number | null;
  /** How much the centre said that it holds. */
  held: number;
  /** Failures in a row without anything getting through. */
  failures: number;
  /** How often the centre lost what it had said to hold. */
  setbacks: number;
};

/** What the attachment worker needs of the store; each step is durable when it returns, and throws when it is not. */
export type AttachmentPort = {
  /** The file whose turn it is, fewest failures first, then oldest; one left `sending` is due. */
  findDue: (now: Instant) => AttachmentSend | null;
  /** Before the first call of an attempt. */
  markSending: (id: number, now: Instant) => void;
  noteHeld: (id: number, held: number, bytes: number) => void;
  /** Only with the centre's receipt. */
  markSent: (id: number, receipt: string, now: Instant) => void;
  markWaiting: (
    id: number,
    reason: FailureReason,
    nextTryAt: Instant,
    counts: Pick<AttachmentSend, "failures" | "setbacks">,
    now: Instant,
  ) => void;
  /** Sets the file aside; it is never dropped, and holds nothing else back. */
  setAside: (id: number, reason: FailureReason, now: Instant) => void;
  /** When the next file may go; null when none waits. */
  nextDueAt: () => Instant | null;
  /** Makes every waiting file due at once. */
  resetWaiting: (now: Instant) => void;
  /** The same for those set aside, because a person asked. */
  retrySetAside: (now: Instant) => void;
};
