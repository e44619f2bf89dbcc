import type { OutboxEvent } from "#shared/contract/outbox.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { FailureClass } from "./outbox-port.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredReason } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** An event of an entry; `note` is a person's words. */
export type NewOutboxEvent = {
  entryId: string;
  what: OutboxEvent["what"];
  at: Instant;
  failure?: FailureClass;
  reason?: string;
  operatorId?: string;
  note?: string;
};

type Last = { seq: number; what: string; failure_class: string | null; reason: string | null };

/** Adds an event of an entry. The same failure in a row only extends the last line, so a week offline stays short. */
export function noteOutboxEvent(db: Db, event: NewOutboxEvent): void {
  const last = prepared<[string], Last>(
    db,
    "SELECT seq, what, failure_class, reason FROM outbox_events WHERE entry_id = ? ORDER BY seq DESC LIMIT 1",
  ).get(event.entryId);
  const isSame =
    last !== undefined &&
    event.operatorId === undefined &&
    last.what === event.what &&
    last.failure_class === (event.failure ?? null) &&
    last.reason === (event.reason ?? null);
  if (isSame) {
    prepared(db, "UPDATE outbox_events SET last_at = ?, times = times + 1 WHERE entry_id = ? AND seq = ?").run(
      event.at,
      event.entryId,
      last.seq,
    );
    return;
  }
  prepared(
    db,
    `INSERT INTO outbox_events (entry_id, seq, what, at, last_at, times, failure_class, reason,
       operator_id, note_sealed) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  ).run(
    event.entryId,
    (last?.seq ?? 0) + 1,
    event.what,
    event.at,
    event.at,
    event.failure ?? null,
    event.reason ?? null,
    event.operatorId ?? null,
    event.note === undefined ? null : seal(event.note),
  );
}

const reasons = jsonColumn("outbox_events.reason", StoredReason);

type Row = {
  seq: number;
  what: OutboxEvent["what"];
  at: string;
  last_at: string;
  times: number;
  reason: string | null;
  operator: string | null;
  note_sealed: Sealed | null;
};

/** The events of an entry, in order. */
export const listOutboxEvents = (db: Db, entryId: string): OutboxEvent[] =>
  prepared<[string], Row>(
    db,
    `SELECT seq, what, at, last_at, times, reason, operators.name_sealed AS operator, note_sealed
       FROM outbox_events LEFT JOIN operators ON operators.id = operator_id WHERE entry_id = ? ORDER BY seq`,
  )
    .all(entryId)
    .map((row) => ({
      what: row.what,
      at: row.at,
      lastAt: row.last_at,
      times: row.times,
      reason: reasons.readOrNull(row.reason, `${entryId}/${row.seq}`)?.what ?? null,
      operator: row.operator === null ? null : unseal(row.operator as Sealed),
      note: row.note_sealed === null ? null : unseal(row.note_sealed),
    }));
