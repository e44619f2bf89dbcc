import type { Instant } from "#shared/time/instant.ts";
import type { FailureReason } from "./outbox-port.ts";
import type { Db } from "./database.ts";
import { writeEntryReason } from "./outbox-entries.ts";
import { prepared } from "./prepared.ts";

/** Keys of acknowledged entries that the centre has not confirmed in this epoch; a limited number. */
export function listUnconfirmed(db: Db, epoch: string, limit: number): string[] {
  const some = (condition: string, ...values: string[]): string[] =>
    prepared<unknown[], string>(db, `SELECT key FROM outbox_entries WHERE state = 'sent' AND ${condition} LIMIT ?`)
      .pluck()
      .all(...values, limit);
  // Three index look-ups; one combined condition would read every entry of the year.
  return [
    ...some("accepted_epoch IS NULL"),
    ...some("accepted_epoch < ?", epoch),
    ...some("accepted_epoch > ?", epoch),
  ].slice(0, limit);
}

/**
 * Keys of entries, after a rowid, that the centre holds but no backup covered when it was last asked; with the rowid
 * to continue from.
 */
export function listNotDurable(db: Db, epoch: string, after: number, limit: number): { rowid: number; key: string }[] {
  return prepared<[string, number, number], { rowid: number; key: string }>(
    db,
    `SELECT rowid, key FROM outbox_entries WHERE state = 'sent' AND accepted_epoch = ? AND durable = 0
       AND rowid > ? ORDER BY rowid LIMIT ?`,
  ).all(epoch, after, limit);
}

/**
 * Keys of the newest confirmed entries, newest first. The centre's order counts, as this machine's clock may have
 * been wrong.
 */
export function listNewestAccepted(db: Db, epoch: string, limit: number): string[] {
  const some = (durable: number): string[] =>
    prepared<[string, number, number], string>(
      db,
      `SELECT key FROM outbox_entries WHERE state = 'sent' AND accepted_epoch = ? AND durable = ?
         ORDER BY accepted_position DESC LIMIT ?`,
    )
      .pluck()
      .all(epoch, durable, limit);
  return [...some(0), ...some(1)];
}

/** The receipt of an acknowledged entry; null if it has none. */
export const findReceipt = (db: Db, key: string): string | null =>
  prepared<[string], string | null>(db, "SELECT receipt FROM outbox_entries WHERE key = ?").pluck().get(key) ?? null;

/**
 * Notes that the centre holds an acknowledged entry: its receipt, its position there, and whether a backup covers it.
 */
export function confirmAccepted(
  db: Db,
  key: string,
  accepted: { epoch: string; receipt: string; position: number; durable: boolean },
): void {
  prepared(
    db,
    `UPDATE outbox_entries SET accepted_epoch = ?, accepted_position = ?, durable = ?, receipt = ?
       WHERE key = ? AND state = 'sent'`,
  ).run(accepted.epoch, accepted.position, accepted.durable ? 1 : 0, accepted.receipt, key);
}

/** Queues an acknowledged entry again, unchanged, after the centre lost it; false if it was not acknowledged. */
export function requeue(db: Db, key: string, reason: FailureReason, at: Instant): boolean {
  const text = writeEntryReason(reason);
  return (
    prepared(
      db,
      `UPDATE outbox_entries SET state = 'waiting', attempts = 0, receipt = NULL, accepted_epoch = NULL,
         accepted_position = NULL, durable = 0, next_try_at = NULL, reason = ?, changed_at = ?
         WHERE key = ? AND state = 'sent'`,
    ).run(text, at, key).changes > 0
  );
}

/** Forgets all confirmations, so that the centre is asked about every entry again. */
export function forgetAccepted(db: Db): void {
  prepared(
    db,
    `UPDATE outbox_entries SET accepted_epoch = NULL, accepted_position = NULL, durable = 0
       WHERE state = 'sent' AND accepted_epoch IS NOT NULL`,
  ).run();
}

/** How many acknowledged entries a backup of the centre covers, and how many it does not cover yet. */
export function countDurable(db: Db): { durable: number; notYet: number } {
  const rows = prepared<[], { durable: number; n: number }>(
    db,
    "SELECT durable, count(*) AS n FROM outbox_entries WHERE state = 'sent' GROUP BY durable",
  ).all();
  const of = (durable: number): number => rows.find((row) => row.durable === durable)?.n ?? 0;
  return { durable: of(1), notYet: of(0) };
}
