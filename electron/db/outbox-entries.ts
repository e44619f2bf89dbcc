import type { Instant } from "#shared/time/instant.ts";
import type { DueEntry, FailureReason, OutboxEntry, OutboxPort, OutboxState } from "./outbox-port.ts";
import { transaction, writing, type Db } from "./database.ts";
import { noteOutboxEvent } from "./outbox-events.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** A new entry of the outbox (待上报队列), written with the act that it reports. */
export type NewOutboxEntry = Pick<
  OutboxEntry,
  "id" | "key" | "kind" | "applicationId" | "sequence" | "payload" | "payloadHash"
> & { createdAt: Instant };

/** A row of the table with its payload, as far as the worker needs it. */
type Row = {
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

const fromRow = (row: Row): OutboxEntry => ({
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

/** Entries with their payloads, which lie apart since only entries change; `CROSS` has SQLite look for the entries first. */
const WHOLE = "outbox_entries CROSS JOIN outbox_payloads ON entry_id = id";

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

/** Counts by state, those apart that were sent anew under another key; only what is unsent is looked at one by one, as the sent entries are nearly all of a year. */
export function countByState(db: Db): Record<OutboxState, number> {
  const unsent = prepared<[], { state: OutboxState; replaced: number; n: number }>(
    db,
    "SELECT state, replaced_by IS NOT NULL AS replaced, count(*) AS n FROM outbox_entries WHERE state <> 'sent' GROUP BY state, replaced",
  ).all();
  const all = prepared<[], { n: number }>(db, "SELECT count(*) AS n FROM outbox_entries").get()?.n ?? 0;
  const counts = { waiting: 0, sending: 0, quarantined: 0, sent: all - unsent.reduce((sum, row) => sum + row.n, 0) };
  for (const row of unsent) if (row.replaced === 0) counts[row.state] = row.n;
  return counts;
}

/** The hash of an application's record at one of its versions, or null where it had no such version. */
export const findPayloadHash = (db: Db, applicationId: string, version: number): string | null =>
  prepared<[string, number], string>(
    db,
    "SELECT payload_hash FROM outbox_entries WHERE application_id = ? AND sequence = ?",
  )
    .pluck()
    .get(applicationId, version) ?? null;

/** What was told of an application when it was taken in, or null. */
export function findFirstPayload(db: Db, applicationId: string): string | null {
  const row = prepared<[string], Pick<Row, "payload_sealed">>(
    db,
    `SELECT payload_sealed FROM ${WHOLE} WHERE application_id = ? AND sequence = 1`,
  ).get(applicationId);
  return row === undefined ? null : unseal(row.payload_sealed);
}

/** All that has not reached the centre and still should, whole, application by application in their order. */
export function listUnsent(db: Db): OutboxEntry[] {
  return prepared<[], Row>(
    db,
    `SELECT * FROM ${WHOLE} WHERE state <> 'sent' AND replaced_by IS NULL ORDER BY application_id, sequence`,
  )
    .all()
    .map(fromRow);
}

/** Which entry goes under a key, of what content and where it stands; null where none does. */
export function findEntryByKey(db: Db, key: string): Pick<OutboxEntry, "id" | "payloadHash" | "state"> | null {
  return (
    prepared<[string], Pick<OutboxEntry, "id" | "payloadHash" | "state">>(
      db,
      "SELECT id, payload_hash AS payloadHash, state FROM outbox_entries WHERE key = ?",
    ).get(key) ?? null
  );
}

/** How the entry of an application's version stands; null where this window made no such version. */
export const findEntryState = (db: Db, applicationId: string, sequence: number): OutboxState | null =>
  prepared<[string, number], OutboxState>(
    db,
    "SELECT state FROM outbox_entries WHERE application_id = ? AND sequence = ?",
  )
    .pluck()
    .get(applicationId, sequence) ?? null;

/** The version after a given one in which this window settled a conflict of an application; null where it settled none since. */
export const findFinishedAfter = (db: Db, applicationId: string, version: number): number | null =>
  prepared<[string, number], number | null>(
    db,
    "SELECT min(sequence) FROM outbox_entries WHERE application_id = ? AND kind = 'conflict.resolved' AND sequence > ?",
  )
    .pluck()
    .get(applicationId, version) ?? null;

/** The first version of an application that another window made too and nobody has settled; null where there is none. */
export const findConflictStart = (db: Db, applicationId: string): number | null =>
  prepared<[string], number | null>(
    db,
    "SELECT min(sequence) FROM outbox_entries WHERE application_id = ? AND state = 'quarantined' AND failure_class = 'version-conflict' AND replaced_by IS NULL",
  )
    .pluck()
    .get(applicationId) ?? null;

/** What this window made of an application from a version on and has not been sent anew. */
export const listEntriesFrom = (db: Db, applicationId: string, sequence: number): OutboxEntry[] =>
  prepared<[string, number], Row>(
    db,
    `SELECT * FROM ${WHOLE} WHERE application_id = ? AND sequence >= ? AND replaced_by IS NULL ORDER BY sequence`,
  )
    .all(applicationId, sequence)
    .map(fromRow);

/** Sets an entry aside whose version another window has, and leaves that number to it; among the numbers below zero it stays unique. */
export function supersede(db: Db, id: string, reason: FailureReason, at: Instant): void {
  prepared(
    db,
    `UPDATE outbox_entries SET state = 'quarantined', failure_class = 'version-conflict', reason = coalesce(reason, ?), next_try_at = NULL, changed_at = ?,
       sequence = (SELECT min(0, min(other.sequence)) - 1 FROM outbox_entries AS other WHERE other.application_id = outbox_entries.application_id) WHERE id = ? AND state <> 'sent'`,
  ).run(JSON.stringify({ what: reason.what, next: reason.next }), at, id);
}

/** An entry whole, by its id; null where there is none. */
export function findOutboxEntry(db: Db, id: string): (OutboxEntry & { replacedBy: string | null }) | null {
  const row = prepared<[string], Row & { replaced_by: string | null }>(db, `SELECT * FROM ${WHOLE} WHERE id = ?`).get(
    id,
  );
  return row === undefined ? null : { ...fromRow(row), replacedBy: row.replaced_by };
}

/** The entry of an application with the highest number, which is the newest; null where it has none. */
export function findLastEntry(db: Db, applicationId: string): { id: string; sequence: number } | null {
  return (
    prepared<[string], { id: string; sequence: number }>(
      db,
      "SELECT id, sequence FROM outbox_entries WHERE application_id = ? ORDER BY sequence DESC LIMIT 1",
    ).get(applicationId) ?? null
  );
}

/** Says that another entry reports what this one, which was set aside, could not; it stays where it is and holds nothing back any more. */
export function markReplaced(db: Db, id: string, by: string, at: Instant): void {
  prepared(
    db,
    "UPDATE outbox_entries SET replaced_by = ?, changed_at = ? WHERE id = ? AND state = 'quarantined' AND replaced_by IS NULL",
  ).run(by, at, id);
}

/** The earliest unsent entry of each application; a later entry never overtakes an earlier one. `state <> 'sent'` is said for the indexes of unsent entries, which SQLite takes for that very condition only. */
const HEADS = `
  WHERE state <> 'sent' AND state IN ('waiting', 'sending')
    AND NOT EXISTS (
      SELECT 1 FROM outbox_entries AS earlier
      WHERE earlier.application_id = entry.application_id AND earlier.sequence < entry.sequence AND earlier.state <> 'sent' AND earlier.replaced_by IS NULL
    )`;

/** What waits is listed with its payloads, up to about so many characters: a handful of very large records must not fill the memory. */
const LISTED_CHARACTERS = 8_000_000;

/** In the order of their index, which SQLite left to itself would not use: it would sort the whole queue for each call. */
const DUE = `
  SELECT *, EXISTS (SELECT 1 FROM outbox_entries AS later WHERE later.application_id = entry.application_id AND later.sequence > entry.sequence) AS followed
  FROM outbox_entries AS entry INDEXED BY outbox_entries_turn CROSS JOIN outbox_payloads ON entry_id = id ${HEADS} AND (next_try_at IS NULL OR next_try_at <= ?)
  ORDER BY attempts, created_at, entry.rowid LIMIT ?`;

function listDue(db: Db, now: Instant, limit: number): DueEntry[] {
  const entries: DueEntry[] = [];
  let characters = 0;
  // Left before its end where the payloads are large, so it is prepared for this one reading.
  for (const row of db.prepare<[string, number], Row & { followed: number }>(DUE).iterate(now, limit)) {
    const entry = { ...fromRow(row), followed: row.followed === 1 };
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
  const after = prepared<[string, number], Row>(
    db,
    `SELECT * FROM ${WHOLE} WHERE application_id = ? AND sequence > ? ORDER BY sequence LIMIT 1`,
  );
  const entries: OutboxEntry[] = [];
  let room = bytes;
  for (let last = sequence; entries.length < limit;) {
    const row = after.get(applicationId, last);
    if (row === undefined || row.state !== "waiting" || row.attempts > 0) break;
    const entry = fromRow(row);
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
  const reasonText = (reason: FailureReason) => JSON.stringify({ what: reason.what, next: reason.next });
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
        "UPDATE outbox_entries SET state = 'sent', receipt = ?, next_try_at = NULL, failure_class = NULL, reason = NULL, changed_at = ? WHERE id = ?",
        receipt,
        now,
        id,
      ),
    markWaiting: (id, failureClass, reason, nextTryAt, now) => {
      change(
        "UPDATE outbox_entries SET state = 'waiting', failure_class = ?, reason = ?, next_try_at = ?, changed_at = ? WHERE id = ?",
        failureClass,
        reasonText(reason),
        nextTryAt,
        now,
        id,
      );
      writing(() =>
        noteOutboxEvent(db, {
          entryId: id,
          what: "failed",
          at: now,
          failure: failureClass,
          reason: reasonText(reason),
        }),
      );
    },
    markBlocked: (id, now) =>
      change(
        "UPDATE outbox_entries SET state = 'waiting', next_try_at = NULL, failure_class = NULL, reason = NULL, changed_at = ? WHERE id = ?",
        now,
        id,
      ),
    quarantine: (id, failureClass, reason, now) => {
      change(
        "UPDATE outbox_entries SET state = 'quarantined', failure_class = ?, reason = ?, next_try_at = NULL, changed_at = ? WHERE id = ?",
        failureClass,
        reasonText(reason),
        now,
        id,
      );
      writing(() =>
        noteOutboxEvent(db, {
          entryId: id,
          what: "set-aside",
          at: now,
          failure: failureClass,
          reason: reasonText(reason),
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
        "UPDATE outbox_entries SET next_try_at = NULL, changed_at = ? WHERE state <> 'sent' AND state = 'waiting' AND next_try_at IS NOT NULL",
        now,
      ),
  };
}
