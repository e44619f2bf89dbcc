import { jsonColumn } from "./json-column.ts";
import { AttachmentNotice } from "#shared/contract/centre/attachments.ts";
import type { Instant } from "#shared/time/instant.ts";
import { noteAttachmentEvent } from "./attachment-send-events.ts";
import { type Db, transaction, writing } from "./database.ts";
import type { FailureReason } from "./outbox-port.ts";
import { seal } from "./personal.ts";
import { prepared } from "./prepared.ts";
import { StoredReason } from "./stored-reason.ts";

/** One file of one application on its way to the centre. */
export type AttachmentSend = Pick<AttachmentNotice, "applicationId" | "kind" | "mime" | "sheet"> & {
  id: number;
  hash: string;
  /** Null until the file itself has been read. */
  bytes: number | null;
  /** The number of bytes that the centre has confirmed. */
  confirmed: number;
  /** Failures in a row without anything getting through. */
  failures: number;
  /** How often the centre lost bytes that it had confirmed. */
  setbacks: number;
};

/** What the attachment worker needs of the store. Each step is durable when it returns, and throws when it is not. */
export type AttachmentPort = {
  /** The next file to send: fewest failures first, then oldest. A file left `sending` is due too. */
  findDue: (now: Instant) => AttachmentSend | null;
  /** Before the first call of an attempt. */
  markSending: (id: number, now: Instant) => void;
  noteConfirmed: (id: number, confirmed: number, bytes: number) => void;
  /** Only with the centre's receipt. */
  markSent: (id: number, receipt: string, now: Instant) => void;
  markWaiting: (
    id: number,
    reason: FailureReason,
    next: Pick<AttachmentSend, "failures" | "setbacks"> & { nextTryAt: Instant },
    now: Instant,
  ) => void;
  /** Quarantines the file. It is never dropped, and it does not hold other files back. */
  quarantined: (id: number, reason: FailureReason, now: Instant) => void;
  /** When the next file may go; null when none waits. */
  nextDueAt: () => Instant | null;
  /** Makes every waiting file due at once. */
  resetWaiting: (now: Instant) => void;
  /** Makes every quarantined file due again, because a person asked. */
  retryQuarantined: (now: Instant) => void;
};

/** A file to be sent; `bytes` is null if its size is not known yet. */
export type NewAttachmentSend = Pick<AttachmentSend, "applicationId" | "hash" | "kind" | "mime" | "bytes" | "sheet">;

type Row = {
  id: number;
  application_id: string;
  hash: string;
  kind: AttachmentSend["kind"];
  mime: AttachmentSend["mime"];
  bytes: number | null;
  sheet: string | null;
  confirmed_bytes: number;
  failures: number;
  setbacks: number;
};

const document = jsonColumn("attachment_sends.sheet", AttachmentNotice.shape.sheet);
const reasons = jsonColumn("attachment_sends.reason", StoredReason);
/** Why a file did not arrive, as its row and its events keep it. */
export const writeSendReason = ({ what, next }: FailureReason): string => reasons.write({ what, next });

const fromRow = (row: Row): AttachmentSend => ({
  id: row.id,
  applicationId: row.application_id,
  hash: row.hash,
  kind: row.kind,
  mime: row.mime,
  bytes: row.bytes,
  sheet: document.readOrNull(row.sheet, row.id),
  confirmed: row.confirmed_bytes,
  failures: row.failures,
  setbacks: row.setbacks,
});

/**
 * Queues a file for the centre, in the transaction that binds it to its application. A file that is newly bound to a
 * document, or was quarantined, is sent again.
 */
export function queueAttachment(db: Db, send: NewAttachmentSend, at: Instant): void {
  prepared(
    db,
    `INSERT INTO attachment_sends (application_id, hash, kind, mime, bytes, sheet, created_at, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (application_id, hash) DO UPDATE SET kind = iif(excluded.sheet IS NULL, kind, excluded.kind),
       sheet = coalesce(sheet, excluded.sheet),
       state = 'waiting', failures = 0, setbacks = 0, next_try_at = NULL, reason = NULL, receipt = NULL,
         accepted_epoch = NULL, changed_at = excluded.changed_at,
       closed_at = NULL, closed_by = NULL, close_note_sealed = NULL
     WHERE state = 'set-aside' OR (sheet IS NULL AND excluded.sheet IS NOT NULL)`,
  ).run(send.applicationId, send.hash, send.kind, send.mime, send.bytes, document.writeOrNull(send.sheet), at, at);
}

/** How many files have not reached the centre: those on their way, and quarantined ones that nobody has closed. */
export function countUnsentAttachments(db: Db): { waiting: number; quarantined: number } {
  const rows = prepared<[], { state: string; n: number }>(
    db,
    "SELECT state, count(*) AS n FROM attachment_sends WHERE state <> 'sent' AND closed_at IS NULL GROUP BY state",
  ).all();
  const quarantined = rows.find((row) => row.state === "set-aside")?.n ?? 0;
  return { waiting: rows.reduce((sum, row) => sum + row.n, 0) - quarantined, quarantined };
}

/** Closes a quarantined file with a reason; false if it is not quarantined or already closed. */
export const closeAttachment = (db: Db, id: number, closed: { at: Instant; by: string; note: string }): boolean =>
  prepared(
    db,
    `UPDATE attachment_sends SET closed_at = ?, closed_by = ?, close_note_sealed = ? WHERE id = ?
       AND state = 'set-aside' AND closed_at IS NULL`,
  ).run(closed.at, closed.by, seal(closed.note), id).changes > 0;

const OPEN = "state IN ('waiting', 'sending')";

/** The table as the attachment worker uses it; each step is one durable write. */
export function attachmentPort(db: Db): AttachmentPort {
  const change = (sql: string, ...values: unknown[]) => void writing(() => prepared(db, sql).run(...values));
  const ids = (condition: string): number[] =>
    prepared<[], number>(db, `SELECT id FROM attachment_sends WHERE ${condition}`).pluck().all();
  return {
    findDue(now) {
      const row = prepared<[string], Row>(
        db,
        `SELECT * FROM attachment_sends WHERE ${OPEN} AND (next_try_at IS NULL OR next_try_at <= ?)
           ORDER BY failures, id LIMIT 1`,
      ).get(now);
      return row === undefined ? null : fromRow(row);
    },
    markSending: (id, now) =>
      change(
        "UPDATE attachment_sends SET state = 'sending', attempts = attempts + 1, next_try_at = NULL, changed_at = ? WHERE id = ?",
        now,
        id,
      ),
    noteConfirmed: (id, confirmed, bytes) =>
      change("UPDATE attachment_sends SET confirmed_bytes = ?, bytes = ? WHERE id = ?", confirmed, bytes, id),
    markSent: (id, receipt, now) =>
      change(
        `UPDATE attachment_sends SET state = 'sent', receipt = ?, confirmed_bytes = coalesce(bytes,
           confirmed_bytes), failures = 0, setbacks = 0, next_try_at = NULL, reason = NULL, changed_at = ?
           WHERE id = ?`,
        receipt,
        now,
        id,
      ),
    markWaiting: (id, reason, { nextTryAt, failures, setbacks }, now) =>
      transaction(db, () => {
        change(
          `UPDATE attachment_sends SET state = 'waiting', reason = ?, next_try_at = ?, failures = ?,
             setbacks = ?, changed_at = ? WHERE id = ?`,
          writeSendReason(reason),
          nextTryAt,
          failures,
          setbacks,
          now,
          id,
        );
        noteAttachmentEvent(db, { sendId: id, what: "failed", reason: writeSendReason(reason), at: now });
      }),
    quarantined: (id, reason, now) =>
      transaction(db, () => {
        change(
          "UPDATE attachment_sends SET state = 'set-aside', reason = ?, next_try_at = NULL, changed_at = ? WHERE id = ?",
          writeSendReason(reason),
          now,
          id,
        );
        noteAttachmentEvent(db, { sendId: id, what: "set-aside", reason: writeSendReason(reason), at: now });
      }),
    nextDueAt: () =>
      prepared<[], { at: string | null }>(
        db,
        `SELECT min(coalesce(next_try_at, created_at)) AS at FROM attachment_sends WHERE ${OPEN}`,
      ).get()?.at ?? null,
    resetWaiting: (now) =>
      change(
        `UPDATE attachment_sends SET next_try_at = NULL, changed_at = ? WHERE ${OPEN} AND next_try_at IS NOT NULL`,
        now,
      ),
    retryQuarantined: (now) =>
      transaction(db, () => {
        for (const id of ids("state = 'set-aside' AND closed_at IS NULL")) {
          noteAttachmentEvent(db, { sendId: id, what: "asked-again", reason: null, at: now });
          change(
            `UPDATE attachment_sends SET state = 'waiting', failures = 0, setbacks = 0,
               next_try_at = NULL, changed_at = ? WHERE id = ?`,
            now,
            id,
          );
        }
      }),
  };
}
