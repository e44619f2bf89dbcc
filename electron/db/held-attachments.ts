import type { Instant } from "../../shared/time.ts";
import type { FailureReason } from "../sync/outbox-port.ts";
import { noteAttachmentEvent } from "./attachment-send-events.ts";
import type { Db } from "./database.ts";
import { statement } from "./statement.ts";

/** Hashes of sent files that the centre has not yet said to hold in this epoch; at most so many. */
export function listUnconfirmedAttachments(db: Db, epoch: string, limit: number): string[] {
  const some = (condition: string, ...values: string[]): string[] =>
    statement<unknown[], string>(db, `SELECT hash FROM attachment_sends WHERE state = 'sent' AND ${condition} LIMIT ?`).pluck().all(...values, limit);
  // Three looks into the index; one condition over all of it would read every file of the year.
  return [...some("held_epoch IS NULL"), ...some("held_epoch < ?", epoch), ...some("held_epoch > ?", epoch)].slice(0, limit);
}

/** Hashes of the files that were confirmed in this epoch, newest first. */
export const listNewestAttachments = (db: Db, epoch: string, limit: number): string[] =>
  statement<[string, number], string>(db, "SELECT hash FROM attachment_sends WHERE state = 'sent' AND held_epoch = ? ORDER BY changed_at DESC LIMIT ?").pluck().all(epoch, limit);

/** Notes that the centre holds a file in an epoch, under which receipt. */
export function confirmAttachment(db: Db, hash: string, epoch: string, receipt: string): void {
  statement(db, "UPDATE attachment_sends SET held_epoch = ?, receipt = ? WHERE hash = ? AND state = 'sent'").run(epoch, receipt, hash);
}

/** Puts a sent file that the centre no longer has back on its way; for how many applications. */
export function putAttachmentBack(db: Db, hash: string, reason: FailureReason, at: Instant): number {
  const text = JSON.stringify({ what: reason.what, next: reason.next });
  const ids = statement<[string], number>(db, "SELECT id FROM attachment_sends WHERE hash = ? AND state = 'sent'").pluck().all(hash);
  for (const id of ids) {
    statement(db, "UPDATE attachment_sends SET state = 'waiting', held = 0, failures = 0, setbacks = 0, receipt = NULL, held_epoch = NULL, next_try_at = NULL, reason = ?, changed_at = ? WHERE id = ?").run(text, at, id);
    noteAttachmentEvent(db, id, "put-back", text, at);
  }
  return ids.length;
}

/** Forgets what the centre has confirmed, so that it is asked about every file anew. */
export function forgetHeldAttachments(db: Db): void {
  statement(db, "UPDATE attachment_sends SET held_epoch = NULL WHERE state = 'sent' AND held_epoch IS NOT NULL").run();
}
