import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { AttachmentMime } from "./attachments.ts";
import { call, STAFF } from "./call.ts";
import type { ATTACHMENT_KINDS } from "./centre/attachments.ts";

/** One file on its way to the centre. A page lists it by kind, as a file name can hold personal data. */
export type AttachmentSendLine = {
  id: number;
  applicationId: string;
  acceptanceNumber: string;
  kind: (typeof ATTACHMENT_KINDS)[number];
  mime: AttachmentMime;
  /** Null until the file itself was looked at. */
  bytes: number | null;
  /** Bytes that the centre has confirmed. */
  confirmed: number;
  state: "waiting" | "sending" | "sent" | "set-aside";
  attempts: number;
  changedAt: Instant;
  nextTryAt: Instant | null;
  reason: Bilingual | null;
  next: Bilingual | null;
  receipt: string | null;
  /** Quarantined, and a person decided not to send it; it is not counted any more. */
  closed: { at: Instant; by: string; note: string } | null;
};

/** Files on their way to the centre with their counts; those not yet sent, or in need of a person, come first. */
export type AttachmentSendsView = { waiting: number; sent: number; quarantined: number; lines: AttachmentSendLine[] };

/** One event of a file on its way. Equal events in a row are one, with their number and the time of the last. */
export type AttachmentSendEvent = {
  what: "failed" | "set-aside" | "asked-again" | "put-back";
  at: Instant;
  lastAt: Instant;
  times: number;
  reason: Bilingual | null;
};

/** All events of one file on its way, and its hash. */
export type AttachmentSendStory = { id: number; hash: string; createdAt: Instant; events: AttachmentSendEvent[] };

const Id = z.int().positive();

/** Calls about files on their way; they are listed with the outbox. */
export const attachmentSendCalls = {
  "attachmentSend.story": call<AttachmentSendStory>()(STAFF, z.strictObject({ id: Id })),
  /** Gives up a quarantined file, with the reason; its row stays. */
  "attachmentSend.close": call<AttachmentSendsView>()(
    ["supervisor"],
    z.strictObject({ id: Id, note: plainText(500).min(1, "请写明原因 / say why") }),
  ),
} as const;
/** {@link attachmentSendCalls} as a type. */
export type AttachmentSendCalls = typeof attachmentSendCalls;
