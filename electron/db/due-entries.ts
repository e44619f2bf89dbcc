import type { Instant } from "#shared/time/instant.ts";
import { transaction, writing, type Db } from "./database.ts";
import { countByState, entryOf, WHOLE, writeEntryReason, type OutboxRow } from "./outbox-entries.ts";
import { noteOutboxEvent } from "./outbox-events.ts";
import type { DueEntry, OutboxEntry, OutboxPort } from "./outbox-port.ts";
import { prepared } from "./prepared.ts";

/**
 * The earliest unsent entry of each application; a later entry never overtakes an earlier one. SQLite uses the index
 * of unsent entries only if `state <> 'sent'` is repeated.
 */
const HEADS = `
  WHERE state <> 'sent' AND state IN ('waiting', 'sending')
    AND NOT EXISTS (
      SELECT 1 FROM outbox_entries AS earlier
      WHERE earlier.application_id = entry.application_id AND earlier.sequence < entry.sequence
        AND earlier.state <> 'sent' AND earlier.replaced_by IS NULL
    )`;

/**
 * A list holds payloads of at most about this many characters, so that a few very large records do not fill the
 * memory.
 */
const LISTED_CHARACTERS = 8_000_000;

/** Names the index, because SQLite would otherwise sort the whole queue on each call. */
const DUE = `
  SELECT *, EXISTS (SELECT 1 FROM outbox_entries AS later WHERE later.application_id = entry.application_id
    AND later.sequence > entry.sequence) AS followed
  FROM outbox_entries AS entry INDEXED BY outbox_entries_turn CROSS
    JOIN outbox_payloads ON entry_id = id ${HEADS} AND (next_try_at IS NULL OR next_try_at <= ?)
  ORDER BY attempts, created_at, entry.rowid LIMIT ?`;

function listDue(db: Db, now: Instant, limit: number): DueEntry[] {
  const entries: DueEntry[] = [];
  let characters = 0;
  // Prepared for this read alone, because large payloads end the iteration early.
  for (const row of db.prepare<[string, number], OutboxRow & { followed: number }>(DUE).iterate(now, limit)) {
    const entry = { ...entryOf(row), followed: row.followed === 1 };
    characters += entry.payload.length;
    if (entries.length > 0 && characters > LISTED_CHARACTERS) break;
    entries.push(entry);
  }
  return entries;
}

function listFollowing(
  db: Db,
  { applicationId, sequence }: Pick<OutboxEntry, "applicationId" | "sequence">,
  limit: number,
  bytes: number,
): OutboxEntry[] {
  const after = prepared<[string, number], OutboxRow>(
    db,
    `SELECT * FROM ${WHOLE} WHERE application_id = ? AND sequence > ? ORDER BY sequence LIMIT 1`,
  );
  const entries: OutboxEntry[] = [];
  let room = bytes;
  for (let last = sequence; entries.length < limit;) {
    const row = after.get(applicationId, last);
    if (row === undefined || row.state !== "waiting" || row.attempts > 0) break;
    const entry = entryOf(row);
    room -= Buffer.byteLength(entry.payload);
    if (room < 0) break;
    entries.push(entry);
    last = entry.sequence;
  }
  return entries;
}

/** The outbox as the worker uses it; each step is one durable write. */
export function outboxPort(db: Db): OutboxPort {
  const change = (sql: string, ...values: unknown[]) => void writing(() => prepared(db, sql).run(...values));
  return {
    listDue: (now, limit) => listDue(db, now, limit),
    listFollowing: (entry, limit, bytes) => listFollowing(db, entry, limit, bytes),
    together: (steps) => transaction(db, steps),
    markSending: (id, now) =>
      change(
        "UPDATE outbox_entries SET state = 'sending', attempts = attempts + 1, changed_at = ? WHERE id = ?",
        now,
        id,
      ),
    markSent: (id, receipt, now) =>
      change(
        `UPDATE outbox_entries SET state = 'sent', receipt = ?, next_try_at = NULL,
           failure_class = NULL, reason = NULL, changed_at = ? WHERE id = ?`,
        receipt,
        now,
        id,
      ),
    markWaiting: (id, { failure, reason }, nextTryAt, now) => {
      change(
        `UPDATE outbox_entries SET state = 'waiting', failure_class = ?, reason = ?, next_try_at = ?,
           changed_at = ? WHERE id = ?`,
        failure,
        writeEntryReason(reason),
        nextTryAt,
        now,
        id,
      );
      writing(() =>
        noteOutboxEvent(db, {
          entryId: id,
          what: "failed",
          at: now,
          failure,
          reason: writeEntryReason(reason),
        }),
      );
    },
    markBehind: (id, now) =>
      change(
        `UPDATE outbox_entries SET state = 'waiting', next_try_at = NULL, failure_class = NULL,
           reason = NULL, changed_at = ? WHERE id = ?`,
        now,
        id,
      ),
    quarantine: (id, failureClass, reason, now) => {
      change(
        `UPDATE outbox_entries SET state = 'quarantined', failure_class = ?, reason = ?,
           next_try_at = NULL, changed_at = ? WHERE id = ?`,
        failureClass,
        writeEntryReason(reason),
        now,
        id,
      );
      writing(() =>
        noteOutboxEvent(db, {
          entryId: id,
          what: "set-aside",
          at: now,
          failure: failureClass,
          reason: writeEntryReason(reason),
        }),
      );
    },
    nextDueAt: () =>
      prepared<[], { at: string | null }>(
        db,
        `SELECT min(coalesce(next_try_at, created_at)) AS at FROM outbox_entries AS entry ${HEADS}`,
      ).get()?.at ?? null,
    countByState: () => countByState(db),
    resetWaiting: (now) =>
      change(
        `UPDATE outbox_entries SET next_try_at = NULL, changed_at = ? WHERE state <> 'sent'
           AND state = 'waiting' AND next_try_at IS NOT NULL`,
        now,
      ),
  };
}
