import { z } from "zod";
import type { FormValues } from "#shared/profile/form.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { FailureReason, OutboxEntry, OutboxState } from "./outbox-port.ts";
import { jsonColumn, readKeptJson } from "./json-column.ts";
import { StoredIntakeForm } from "./stored-case.ts";
import { StoredReason } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** A new entry of the outbox (数据同步), written with the act that it reports. */
export type NewOutboxEntry = Pick<
  OutboxEntry,
  "id" | "key" | "kind" | "applicationId" | "sequence" | "payload" | "payloadHash"
> & { createdAt: Instant };

/** A row of the table with its payload, as far as the worker needs it. */
export type OutboxRow = {
  id: string;
  key: string;
  kind: string;
  application_id: string;
  sequence: number;
  payload_sealed: Sealed;
  payload_hash: string;
  state: OutboxState;
  attempts: number;
  next_try_at: string | null;
  reason: string | null;
  receipt: string | null;
};

/** An entry as the worker knows it. */
export const entryOf = (row: OutboxRow): OutboxEntry => ({
  id: row.id,
  key: row.key,
  kind: row.kind,
  applicationId: row.application_id,
  sequence: row.sequence,
  payload: unseal(row.payload_sealed),
  payloadHash: row.payload_hash,
  state: row.state,
  attempts: row.attempts,
  nextTryAt: row.next_try_at,
});

const PAYLOAD = "outbox_payloads.payload_sealed";
const Payload = z.record(z.string(), z.unknown());

/** The record that an entry sends; its text is hashed and stays as it is. */
export const readPayload = ({ id, payload }: Pick<OutboxEntry, "id" | "payload">): Record<string, unknown> =>
  readKeptJson(PAYLOAD, Payload, payload, id);

/**
 * Entries joined to their payloads, which are in a table of their own because only entries change. `CROSS` makes
 * SQLite read the entries first.
 */
export const WHOLE = "outbox_entries CROSS JOIN outbox_payloads ON entry_id = id";

const reasons = jsonColumn("outbox_entries.reason", StoredReason);
/** Why an entry did not arrive, as its row and its events keep it. */
export const writeEntryReason = ({ what, next }: FailureReason): string => reasons.write({ what, next });

/** Adds an entry; its payload and hash never change after this. */
export function insertOutboxEntry(db: Db, entry: NewOutboxEntry): void {
  prepared(
    db,
    `INSERT INTO outbox_entries (id, key, kind, application_id, sequence, payload_hash, state, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?)`,
  ).run(
    entry.id,
    entry.key,
    entry.kind,
    entry.applicationId,
    entry.sequence,
    entry.payloadHash,
    entry.createdAt,
    entry.createdAt,
  );
  prepared(db, "INSERT INTO outbox_payloads (entry_id, payload_sealed) VALUES (?, ?)").run(
    entry.id,
    seal(entry.payload),
  );
}

/** Whether everything about an application has reached the centre. */
export function isApplicationSent(db: Db, applicationId: string): boolean {
  return (
    prepared(
      db,
      "SELECT 1 FROM outbox_entries WHERE application_id = ? AND state <> 'sent' AND replaced_by IS NULL LIMIT 1",
    ).get(applicationId) === undefined
  );
}

/**
 * Counts entries by state; replaced ones are counted apart. Only unsent entries are read one by one, as nearly all
 * entries are sent.
 */
export function countByState(db: Db): Record<OutboxState, number> {
  const unsent = prepared<[], { state: OutboxState; replaced: number; n: number }>(
    db,
    `SELECT state, replaced_by IS NOT NULL AS replaced, count(*) AS n FROM outbox_entries
       WHERE state <> 'sent' GROUP BY state, replaced`,
  ).all();
  const all = prepared<[], { n: number }>(db, "SELECT count(*) AS n FROM outbox_entries").get()?.n ?? 0;
  const counts = { waiting: 0, sending: 0, quarantined: 0, sent: all - unsent.reduce((sum, row) => sum + row.n, 0) };
  for (const row of unsent) if (row.replaced === 0) counts[row.state] = row.n;
  return counts;
}

/** The hash of an application's record at a version; null if it had no such version. */
export const findPayloadHash = (db: Db, applicationId: string, version: number): string | null =>
  prepared<[string, number], string>(
    db,
    "SELECT payload_hash FROM outbox_entries WHERE application_id = ? AND sequence = ?",
  )
    .pluck()
    .get(applicationId, version) ?? null;

/** The form with which an application was taken in here, as its first entry keeps it; null if there is none. */
export function findFirstForm(db: Db, applicationId: string): FormValues | null {
  const row = prepared<[string], Pick<OutboxRow, "payload_sealed">>(
    db,
    `SELECT payload_sealed FROM ${WHOLE} WHERE application_id = ? AND sequence = 1`,
  ).get(applicationId);
  if (row === undefined) return null;
  return readKeptJson(PAYLOAD, StoredIntakeForm, unseal(row.payload_sealed), `${applicationId}/1`).content.form;
}

/** Every entry that still has to reach the centre, with its payload, in the order of each application. */
export function listUnsent(db: Db): OutboxEntry[] {
  return prepared<[], OutboxRow>(
    db,
    `SELECT * FROM ${WHOLE} WHERE state <> 'sent' AND replaced_by IS NULL ORDER BY application_id, sequence`,
  )
    .all()
    .map(entryOf);
}

/** The entry under a key, with its content and state; null if there is none. */
export function findEntryByKey(db: Db, key: string): Pick<OutboxEntry, "id" | "payloadHash" | "state"> | null {
  return (
    prepared<[string], Pick<OutboxEntry, "id" | "payloadHash" | "state">>(
      db,
      "SELECT id, payload_hash AS payloadHash, state FROM outbox_entries WHERE key = ?",
    ).get(key) ?? null
  );
}

/** The state of the entry for an application's version; null if this station made no such version. */
export const findEntryState = (db: Db, applicationId: string, sequence: number): OutboxState | null =>
  prepared<[string, number], OutboxState>(
    db,
    "SELECT state FROM outbox_entries WHERE application_id = ? AND sequence = ?",
  )
    .pluck()
    .get(applicationId, sequence) ?? null;

/**
 * The version, after a given one, in which this station resolved a conflict of an application; null if there is none.
 */
export const findFinishedAfter = (db: Db, applicationId: string, version: number): number | null =>
  prepared<[string, number], number | null>(
    db,
    "SELECT min(sequence) FROM outbox_entries WHERE application_id = ? AND kind = 'conflict.resolved' AND sequence > ?",
  )
    .pluck()
    .get(applicationId, version) ?? null;

/** The first version of an application with an unresolved conflict; null if there is none. */
export const findConflictStart = (db: Db, applicationId: string): number | null =>
  prepared<[string], number | null>(
    db,
    `SELECT min(sequence) FROM outbox_entries WHERE application_id = ? AND state = 'quarantined'
       AND failure_class = 'version-conflict' AND replaced_by IS NULL`,
  )
    .pluck()
    .get(applicationId) ?? null;

/** An entry of this station that lost its version to another one that has not arrived yet; null if there is none. */
export const findUnknownConflict = (db: Db): string | null =>
  prepared<[], string>(
    db,
    `SELECT id FROM outbox_entries AS own WHERE state <> 'sent' AND state = 'quarantined'
      AND failure_class = 'version-conflict' AND replaced_by IS NULL AND sequence > 0
       AND NOT EXISTS (SELECT 1 FROM pulled_entries WHERE application_id = own.application_id
         AND pulled_entries.sequence = own.sequence) ORDER BY created_at LIMIT 1`,
  )
    .pluck()
    .get() ?? null;

/** This station's entries of an application from a version on that have not been replaced. */
export const listEntriesFrom = (db: Db, applicationId: string, sequence: number): OutboxEntry[] =>
  prepared<[string, number], OutboxRow>(
    db,
    `SELECT * FROM ${WHOLE} WHERE application_id = ? AND sequence >= ? AND replaced_by IS NULL ORDER BY sequence`,
  )
    .all(applicationId, sequence)
    .map(entryOf);

/**
 * Quarantines an entry whose version another station made, and frees its number. A number below zero keeps it unique.
 */
export function supersede(db: Db, id: string, reason: FailureReason, at: Instant): void {
  prepared(
    db,
    `UPDATE outbox_entries SET state = 'quarantined', failure_class = 'version-conflict',
      reason = coalesce(reason, ?), next_try_at = NULL, changed_at = ?,
       sequence = (SELECT min(0, min(other.sequence)) - 1 FROM outbox_entries AS other
         WHERE other.application_id = outbox_entries.application_id) WHERE id = ? AND state <> 'sent'`,
  ).run(writeEntryReason(reason), at, id);
}

/** One entry with its payload, by id; null if there is none. */
export function findOutboxEntry(db: Db, id: string): (OutboxEntry & { replacedBy: string | null }) | null {
  const row = prepared<[string], OutboxRow & { replaced_by: string | null }>(
    db,
    `SELECT * FROM ${WHOLE} WHERE id = ?`,
  ).get(id);
  return row === undefined ? null : { ...entryOf(row), replacedBy: row.replaced_by };
}

/** The newest entry of an application, by number; null if it has none. */
export function findLastEntry(db: Db, applicationId: string): { id: string; sequence: number } | null {
  return (
    prepared<[string], { id: string; sequence: number }>(
      db,
      "SELECT id, sequence FROM outbox_entries WHERE application_id = ? ORDER BY sequence DESC LIMIT 1",
    ).get(applicationId) ?? null
  );
}

/** Marks a quarantined entry as replaced by another. It stays stored, and no longer holds back later entries. */
export function markReplaced(db: Db, id: string, by: string, at: Instant): void {
  prepared(
    db,
    "UPDATE outbox_entries SET replaced_by = ?, changed_at = ? WHERE id = ? AND state = 'quarantined' AND replaced_by IS NULL",
  ).run(by, at, id);
}
