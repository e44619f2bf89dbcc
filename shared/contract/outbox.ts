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
  /** Null where the entry is of a visit that got no acceptance number. */
  acceptanceNumber: string | null;
  state: "waiting" | "sending" | "sent" | "quarantined";
  /** Set aside, and sent anew by a later entry: nothing is left to do. */
  replaced: boolean;
  /** Another window made the same version; a person puts the two together. */
  conflict: boolean;
  attempts: number;
  createdAt: Instant;
  changedAt: Instant;
  nextTryAt: Instant | null;
  reason: Bilingual | null;
  next: Bilingual | null;
  receipt: string | null;
};

/** What stands in the way of everything that waits, and when it is tried again. */
export type OutboxPause = { what: Bilingual; next: Bilingual; until: Instant };

/** The outbox (待上报队列) with its counts, and the files that travel beside it; `quarantined` are those that still want somebody. */
export type OutboxView = {
  waiting: number;
  sent: number;
  quarantined: number;
  pause: OutboxPause | null;
  entries: OutboxLine[];
  attachments: AttachmentSendsView;
};

/** How many of the sent entries a backup of the centre reaches (备份已覆盖), and how many not yet. */
export type OutboxCover = { durable: number; notYet: number };

/** One thing that befell an entry; equal ones in a row are told once, with how often and until when. */
export type OutboxEvent = {
  what: "failed" | "set-aside" | "resent" | "exported" | "receipt-imported";
  at: Instant;
  lastAt: Instant;
  times: number;
  reason: Bilingual | null;
  operator: string | null;
  note: string | null;
};

/** The whole story of one entry: its key and the hash of what it carries, what befell it, and which entry stands in its place or in whose place it stands. */
export type OutboxStory = {
  id: string;
  key: string;
  payloadHash: string;
  createdAt: Instant;
  events: OutboxEvent[];
  replacedBy: string | null;
  replaces: string | null;
};

/** What a file of receipts did: newly confirmed, known before, set aside by the centre's word, and not of this station or of other content. */
export type ReceiptsTaken = { confirmed: number; known: number; quarantined: number; foreign: number };

/** What bringing in another station's entries came to: held at the centre now, refused by it, not through yet for the reason told; and the sealed receipts to carry back. */
export type EntriesRelayed = {
  delivered: number;
  refused: number;
  left: number;
  reason: { what: Bilingual; next: Bilingual } | null;
  fileName: string;
  mime: string;
  base64: string;
};

/** What a sealed file held, and what it did. */
export type EncryptedFileImported = ({ kind: "receipts" } & ReceiptsTaken) | ({ kind: "entries" } & EntriesRelayed);

/** Receipts of some fifteen thousand entries, or a thousand entries themselves, in base64; what is larger goes by the command line. */
const MAX_BASE64 = 4_800_000;
const Passphrase = z.string().min(1).max(200);

/** Calls about what still has to reach the centre. */
export const outboxCalls = {
  "outbox.get": call<OutboxView>()(STAFF, z.strictObject({})),
  "outbox.retryNow": call<OutboxView>()(STAFF, z.strictObject({})),
  "outbox.cover": call<OutboxCover>()(STAFF, z.strictObject({})),
  "outbox.story": call<OutboxStory>()(STAFF, z.strictObject({ id: Id })),
  /** Sends what an entry that was set aside reports as the record's next version, as the record stands now; the entry itself stays. */
  "outbox.resend": call<OutboxView>()(
    ["supervisor"],
    z.strictObject({ id: Id, note: plainText(500).min(1, "请写明更正了什么 / say what was put right") }),
  ),
  /** Seals all that is unsent under a passphrase (密封导出); null where nothing is. */
  "outbox.export": call<{ fileName: string; mime: string; base64: string; entries: number } | null>()(
    ["supervisor"],
    z.strictObject({ passphrase: Passphrase }),
  ),
  /** Takes in a sealed file (密封导入): receipts that came back end entries here, another station's entries are brought to the centre at once. */
  "outbox.import": call<EncryptedFileImported>()(
    ["supervisor"],
    z.strictObject({ passphrase: Passphrase, base64: z.base64().max(MAX_BASE64) }),
  ),
} as const;
export type OutboxCalls = typeof outboxCalls;
