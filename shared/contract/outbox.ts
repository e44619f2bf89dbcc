import { z } from "zod";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { plainText } from "#shared/lib/plain-text.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { AttachmentSendsView } from "./attachment-sync.ts";
import { call, STAFF } from "./call.ts";

const Id = z.string().min(1).max(200);

/** One entry of the outbox as a page lists it. */
export type OutboxLine = {
  id: string;
  kind: string;
  applicationId: string;
  /** Null for a visit without an acceptance number. */
  acceptanceNumber: string | null;
  state: "waiting" | "sending" | "sent" | "quarantined";
  /** Quarantined, and replaced by a later entry: nothing is left to do. */
  replaced: boolean;
  /** Another window made the same version; a person merges the two. */
  conflict: boolean;
  attempts: number;
  createdAt: Instant;
  changedAt: Instant;
  nextTryAt: Instant | null;
  reason: Bilingual | null;
  next: Bilingual | null;
  receipt: string | null;
};

/** Why nothing can be sent now, and when the next try is. */
export type OutboxPause = { what: Bilingual; next: Bilingual; until: Instant };

/** The outbox with its counts, and the files sent beside it; `quarantined` counts entries that need a person. */
export type OutboxView = {
  waiting: number;
  sent: number;
  quarantined: number;
  pause: OutboxPause | null;
  entries: OutboxLine[];
  attachments: AttachmentSendsView;
};

/** How many sent entries are in a backup of the centre (备份已覆盖), and how many are not yet. */
export type OutboxCover = { durable: number; notYet: number };

/** One event of an entry. Equal events in a row are one, with their number and the time of the last. */
export type OutboxEvent = {
  what: "failed" | "set-aside" | "resent" | "exported" | "receipt-imported";
  at: Instant;
  lastAt: Instant;
  times: number;
  reason: Bilingual | null;
  operator: string | null;
  note: string | null;
};

/** All events of one entry, with its key, the hash of its payload, and the entry that replaces it or that it replaces. */
export type OutboxStory = {
  id: string;
  key: string;
  payloadHash: string;
  createdAt: Instant;
  events: OutboxEvent[];
  replacedBy: string | null;
  replaces: string | null;
};

/** What a file of receipts did: newly confirmed, known before, quarantined by the centre, foreign to this station or of other content. */
export type ReceiptsTaken = { confirmed: number; known: number; quarantined: number; foreign: number };

/** The result of relaying another station's entries: accepted, refused, or left with a reason; and the receipts to bring back. */
export type EntriesRelayed = {
  delivered: number;
  refused: number;
  left: number;
  reason: { what: Bilingual; next: Bilingual } | null;
  fileName: string;
  mime: string;
  base64: string;
};

/** What an encrypted file held, and what it did. */
export type EncryptedFileImported = ({ kind: "receipts" } & ReceiptsTaken) | ({ kind: "entries" } & EntriesRelayed);

/** About 15,000 receipts or 1,000 entries in base64; a larger file is imported on the command line. */
const MAX_BASE64 = 4_800_000;
const Passphrase = z.string().min(1).max(200);

/** Calls about entries that have not reached the centre. */
export const outboxCalls = {
  "outbox.get": call<OutboxView>()(STAFF, z.strictObject({})),
  "outbox.retryNow": call<OutboxView>()(STAFF, z.strictObject({})),
  "outbox.cover": call<OutboxCover>()(STAFF, z.strictObject({})),
  "outbox.story": call<OutboxStory>()(STAFF, z.strictObject({ id: Id })),
  /** Sends the record as it is now in place of a quarantined entry, as its next version; the entry itself stays. */
  "outbox.resend": call<OutboxView>()(
    ["supervisor"],
    z.strictObject({ id: Id, note: plainText(500).min(1, "请写明更正了什么 / say what was put right") }),
  ),
  /** Encrypts all unsent entries under a passphrase (加密导出); null if there are none. */
  "outbox.export": call<{ fileName: string; mime: string; base64: string; entries: number } | null>()(
    ["supervisor"],
    z.strictObject({ passphrase: Passphrase }),
  ),
  /** Imports an encrypted file (导入离线包、回执): receipts confirm entries here, entries of another station go on to the centre. */
  "outbox.import": call<EncryptedFileImported>()(
    ["supervisor"],
    z.strictObject({ passphrase: Passphrase, base64: z.base64().max(MAX_BASE64) }),
  ),
} as const;
/** {@link outboxCalls} as a type. */
export type OutboxCalls = typeof outboxCalls;
