import type { HandoverState } from "#shared/contract/handover.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/**
 * One offer of duty (移交); `dueBasis` says whether `dueAt` was counted in counter minutes or, without a calendar, in
 * plain hours.
 */
export type HandoverRow = {
  id: string;
  applicationId: string;
  fromOperatorId: string;
  toOperatorId: string;
  offeredBy: string;
  note: string;
  offeredAt: Instant;
  dueAt: Instant;
  dueBasis: "counter-minutes" | "plain-hours";
  state: HandoverState;
  closedAt: Instant | null;
  answer: string | null;
};

type Row = {
  id: string;
  application_id: string;
  from_operator_id: string;
  to_operator_id: string;
  offered_by: string;
  note_sealed: Sealed;
  offered_at: string;
  due_at: string;
  due_basis: HandoverRow["dueBasis"];
  state: HandoverState;
  closed_at: string | null;
  answer_sealed: Sealed | null;
};

const fromRow = (row: Row): HandoverRow => ({
  id: row.id,
  applicationId: row.application_id,
  fromOperatorId: row.from_operator_id,
  toOperatorId: row.to_operator_id,
  offeredBy: row.offered_by,
  note: unseal(row.note_sealed),
  offeredAt: row.offered_at,
  dueAt: row.due_at,
  dueBasis: row.due_basis,
  state: row.state,
  closedAt: row.closed_at,
  answer: row.answer_sealed === null ? null : unseal(row.answer_sealed),
});

/** Records an open offer. */
export function insertHandover(db: Db, row: Omit<HandoverRow, "state" | "closedAt" | "answer">): void {
  prepared(
    db,
    `INSERT INTO handovers (id, application_id, from_operator_id, to_operator_id, offered_by,
       note_sealed, offered_at, due_at, due_basis, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'offered')`,
  ).run(
    row.id,
    row.applicationId,
    row.fromOperatorId,
    row.toOperatorId,
    row.offeredBy,
    seal(row.note),
    row.offeredAt,
    row.dueAt,
    row.dueBasis,
  );
}

/** Closes an open offer; false where it was closed before. */
export const closeHandover = (
  db: Db,
  id: string,
  to: { state: Exclude<HandoverState, "offered">; at: Instant; answer: string | null },
): boolean =>
  prepared(
    db,
    "UPDATE handovers SET state = ?, closed_at = ?, answer_sealed = ? WHERE id = ? AND state = 'offered'",
  ).run(to.state, to.at, to.answer === null ? null : seal(to.answer), id).changes > 0;

/** One offer, or null. */
export function findHandover(db: Db, id: string): HandoverRow | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM handovers WHERE id = ?").get(id);
  return row ? fromRow(row) : null;
}

/** The open offer of an application, or null. */
export function findOpenHandover(db: Db, applicationId: string): HandoverRow | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM handovers WHERE application_id = ? AND state = 'offered'").get(
    applicationId,
  );
  return row ? fromRow(row) : null;
}

/** The hand-overs of an application that were accepted, oldest first. */
export const listAcceptedHandovers = (db: Db, applicationId: string): HandoverRow[] =>
  prepared<[string], Row>(
    db,
    "SELECT * FROM handovers WHERE application_id = ? AND state = 'accepted' ORDER BY closed_at, rowid",
  )
    .all(applicationId)
    .map(fromRow);

/** The hand-over that made somebody the case owner; null if the owner never changed. */
export function findLastAccepted(db: Db, applicationId: string): HandoverRow | null {
  const row = prepared<[string], Row>(
    db,
    "SELECT * FROM handovers WHERE application_id = ? AND state = 'accepted' ORDER BY closed_at DESC, rowid DESC LIMIT 1",
  ).get(applicationId);
  return row ? fromRow(row) : null;
}

/** The open offers whose time has run out. */
export const listExpiredHandovers = (db: Db, now: Instant): HandoverRow[] =>
  prepared<[string], Row>(db, "SELECT * FROM handovers WHERE state = 'offered' AND due_at <= ? ORDER BY due_at")
    .all(now)
    .map(fromRow);

/** Every open offer and what was closed since an instant, the newest first. */
export const listHandoversSince = (db: Db, since: Instant): HandoverRow[] =>
  prepared<[string], Row>(
    db,
    "SELECT * FROM handovers WHERE state = 'offered' OR closed_at >= ? ORDER BY offered_at DESC, rowid DESC",
  )
    .all(since)
    .map(fromRow);
