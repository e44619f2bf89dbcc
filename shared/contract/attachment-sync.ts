import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { AttachmentMime } from "./attachments.ts";
import { call, STAFF } from "./call.ts";
import type { ATTACHMENT_KINDS } from "./centre/attachments.ts";

/** One file on its way to the centre as a page lists it: by what it is, never by the name that people gave it. */
export type AttachmentSendLine = {
  id: number;
  applicationId: string;
  acceptanceNumber: string;
  kind: (typeof ATTACHMENT_KINDS)[number];
  mime: AttachmentMime;
  /** Null until the file itself was looked at. */
  bytes: number | null;
  /** How much of it the centre said to hold. */
  confirmed: number;
  state: "waiting" | "sending" | "sent" | "set-aside";
  attempts: number;
  changedAt: Instant;
  nextTryAt: Instant | null;
  reason: Bilingual | null;
  next: Bilingual | null;
  receipt: string | null;
  /** Set aside, and not to be tried again by the word of a person; it counts no more. */
  closed: { at: Instant; by: string; note: string } | null;
};

/** The files that travel to the centre with their counts, those first that still want sending or somebody. */
export type AttachmentSendsView = { waiting: number; sent: number; quarantined: number; lines: AttachmentSendLine[] };

/** One thing that befell a file on its way; equal ones in a row are told once, with how often and until when. */
export type AttachmentSendEvent = {
  what: "failed" | "set-aside" | "asked-again" | "put-back";
  at: Instant;
  lastAt: Instant;
  times: number;
  reason: Bilingual | null;
};

/** The whole story of one file on its way, with the hash that it goes by. */
export type AttachmentSendStory = { id: number; hash: string; createdAt: Instant; events: AttachmentSendEvent[] };

const Id = z.int().positive();

/** Calls about files on their way; they are listed with the outbox. */
export const attachmentSendCalls = {
  "attachmentSend.story": call<AttachmentSendStory>()(STAFF, z.strictObject({ id: Id })),
  /** Says of a file that was set aside that it is not tried any more, and why; the file's row stays. */
  "attachmentSend.close": call<AttachmentSendsView>()(
    ["supervisor"],
    z.strictObject({ id: Id, note: plainText(500).min(1, "请写明原因 / say why") }),
  ),
} as const;
export type AttachmentSendCalls = typeof attachmentSendCalls;
