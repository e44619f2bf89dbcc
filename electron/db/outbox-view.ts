import type { OutboxStory, OutboxView } from "#shared/contract/outbox.ts";
import type { OutboxState } from "./outbox-port.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredReason } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { countByState } from "./outbox-entries.ts";
import { listOutboxEvents } from "./outbox-events.ts";
import { prepared } from "./prepared.ts";

type Line = {
  id: string;
  kind: string;
  application_id: string;
  acceptance_number: string | null;
  state: OutboxState;
  replaced_by: string | null;
  failure_class: string | null;
  attempts: number;
  created_at: string;
  changed_at: string;
  next_try_at: string | null;
  reason: string | null;
  receipt: string | null;
};
const LINES = `SELECT entry.id, entry.kind, application_id, acceptance_number, state, replaced_by,
  failure_class, attempts, created_at, changed_at, next_try_at, reason, receipt
  FROM outbox_entries AS entry LEFT JOIN applications ON applications.id = application_id`;

const reasons = jsonColumn("outbox_entries.reason", StoredReason);

/** The outbox with its counts: entries to be sent or in need of a person come first, then the newest of the rest. */
export function viewOutbox(db: Db, limit: number): Omit<OutboxView, "pause" | "attachments"> {
  const counts = countByState(db);
  const unsent = prepared<[number], Line>(
    db,
    `${LINES} WHERE state <> 'sent' ORDER BY replaced_by IS NOT NULL, changed_at DESC, entry.rowid DESC LIMIT ?`,
  ).all(limit);
  const sent = prepared<[number], Line>(db, `${LINES} WHERE state = 'sent' ORDER BY entry.rowid DESC LIMIT ?`).all(
    limit - unsent.length,
  );
  return {
    waiting: counts.waiting + counts.sending,
    sent: counts.sent,
    quarantined: counts.quarantined,
    entries: [...unsent, ...sent].map((row) => {
      const reason = reasons.readOrNull(row.reason, row.id);
      return {
        id: row.id,
        kind: row.kind,
        applicationId: row.application_id,
        acceptanceNumber: row.acceptance_number,
        state: row.state,
        replaced: row.replaced_by !== null,
        conflict: row.state === "quarantined" && row.replaced_by === null && row.failure_class === "version-conflict",
        attempts: row.attempts,
        createdAt: row.created_at,
        changedAt: row.changed_at,
        nextTryAt: row.next_try_at,
        reason: reason?.what ?? null,
        next: reason?.next ?? null,
        receipt: row.receipt,
      };
    }),
  };
}

/** The events of an entry; null if there is no such entry. */
export function findOutboxStory(db: Db, id: string): OutboxStory | null {
  const row = prepared<
    [string],
    { key: string; payload_hash: string; created_at: string; replaced_by: string | null; replaces: string | null }
  >(
    db,
    `SELECT key, payload_hash, created_at, replaced_by,
       (SELECT before.id FROM outbox_entries AS before WHERE before.application_id = entry.application_id
         AND before.replaced_by = entry.id) AS replaces
     FROM outbox_entries AS entry WHERE id = ?`,
  ).get(id);
  return row === undefined
    ? null
    : {
        id,
        key: row.key,
        payloadHash: row.payload_hash,
        createdAt: row.created_at,
        events: listOutboxEvents(db, id),
        replacedBy: row.replaced_by,
        replaces: row.replaces,
      };
}
