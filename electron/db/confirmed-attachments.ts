import type { AttachmentLink } from "#shared/contract/centre/attachments.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { FailureReason } from "./outbox-port.ts";
import { writeSendReason } from "./attachment-sends.ts";
import { noteAttachmentEvent } from "./attachment-send-events.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** Sent files, with their applications, that the centre has not confirmed in this epoch; a limited number. */
export function listUnconfirmedAttachments(db: Db, epoch: string, limit: number): AttachmentLink[] {
  const some = (condition: string, ...values: string[]): AttachmentLink[] =>
    prepared<unknown[], AttachmentLink>(
      db,
      `SELECT application_id AS applicationId, hash FROM attachment_sends WHERE state = 'sent' AND ${condition} LIMIT ?`,
    ).all(...values, limit);
  // Three index look-ups; one combined condition would read every file of the year.
  return [
    ...some("accepted_epoch IS NULL"),
    ...some("accepted_epoch < ?", epoch),
    ...some("accepted_epoch > ?", epoch),
  ].slice(0, limit);
}

/** The files with their applications that were confirmed in this epoch, newest first. */
export const listNewestAttachments = (db: Db, epoch: string, limit: number): AttachmentLink[] =>
  prepared<[string, number], AttachmentLink>(
    db,
    `SELECT application_id AS applicationId, hash FROM attachment_sends WHERE state = 'sent'
       AND accepted_epoch = ? ORDER BY changed_at DESC LIMIT ?`,
  ).all(epoch, limit);

/** Notes that the centre holds a file of an application in an epoch, and under which receipt. */
export function confirmAttachment(
  db: Db,
  { applicationId, hash }: AttachmentLink,
  epoch: string,
  receipt: string,
): void {
  prepared(
    db,
    "UPDATE attachment_sends SET accepted_epoch = ?, receipt = ? WHERE application_id = ? AND hash = ? AND state = 'sent'",
  ).run(epoch, receipt, applicationId, hash);
}

/** Queues a sent file again after the centre lost it or its application; false if it was not sent. */
export function requeueAttachment(
  db: Db,
  { applicationId, hash }: AttachmentLink,
  reason: FailureReason,
  at: Instant,
): boolean {
  const text = writeSendReason(reason);
  const ids = prepared<[string, string], number>(
    db,
    "SELECT id FROM attachment_sends WHERE application_id = ? AND hash = ? AND state = 'sent'",
  )
    .pluck()
    .all(applicationId, hash);
  for (const id of ids) {
    prepared(
      db,
      `UPDATE attachment_sends SET state = 'waiting', confirmed_bytes = 0, failures = 0, setbacks = 0,
         receipt = NULL, accepted_epoch = NULL, next_try_at = NULL, reason = ?, changed_at = ? WHERE id = ?`,
    ).run(text, at, id);
    noteAttachmentEvent(db, { sendId: id, what: "put-back", reason: text, at });
  }
  return ids.length > 0;
}

/** Forgets all confirmations, so that the centre is asked about every file again. */
export function forgetAcceptedAttachments(db: Db): void {
  prepared(
    db,
    "UPDATE attachment_sends SET accepted_epoch = NULL WHERE state = 'sent' AND accepted_epoch IS NOT NULL",
  ).run();
}
