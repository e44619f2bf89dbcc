import type { CallbackOutcome } from "#shared/case/callback.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** One callback (回访): the rule of the profile that asks for it, the act that led to it, and its state. */
export type CallbackRow = {
  id: string;
  applicationId: string;
  rule: string;
  /** The version of the record that the act made. */
  causedBy: number;
  madeAt: Instant;
  dueOn: LocalDate | null;
  latestOn: LocalDate | null;
  state: "open" | Exclude<CallbackOutcome, "not-reached">;
  closedAt: Instant | null;
};

const COLUMNS = `c.id, c.application_id AS applicationId, c.rule, c.caused_by AS causedBy, c.made_at AS madeAt,
     c.due_on AS dueOn, c.latest_on AS latestOn, c.state, c.closed_at AS closedAt`;
/** Dated ones first, by date; those without a date come last, oldest first. */
const PRESSING = "ORDER BY c.due_on IS NULL, c.due_on, c.made_at, c.rowid";

/** A callback for an application of another station is due, and counted, at that station. */
const HERE = "a.station_id IN (SELECT id FROM stations WHERE remote = 0)";

/** Adds an open callback. */
export function insertCallback(db: Db, row: Omit<CallbackRow, "state" | "closedAt">): void {
  prepared(
    db,
    `INSERT INTO callbacks (id, application_id, rule, caused_by, made_at, due_on, latest_on, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'open')`,
  ).run(row.id, row.applicationId, row.rule, row.causedBy, row.madeAt, row.dueOn, row.latestOn);
}

/** One callback, or null. */
export const findCallback = (db: Db, id: string): CallbackRow | null =>
  prepared<[string], CallbackRow>(db, `SELECT ${COLUMNS} FROM callbacks c WHERE c.id = ?`).get(id) ?? null;

/** The callbacks of an application, the oldest first. */
export const listCallbacksOf = (db: Db, applicationId: string): CallbackRow[] =>
  prepared<[string], CallbackRow>(
    db,
    `SELECT ${COLUMNS} FROM callbacks c WHERE c.application_id = ? ORDER BY c.made_at, c.rowid`,
  ).all(applicationId);

/**
 * The open callbacks of one case owner's applications, or of all that this station took in; the most urgent first, at
 * most `limit`.
 */
export function listOpenCallbacks(db: Db, dutyOperatorId: string | null, limit: number): CallbackRow[] {
  return dutyOperatorId === null
    ? prepared<[number], CallbackRow>(
        db,
        `SELECT ${COLUMNS} FROM callbacks c JOIN applications a ON a.id = c.application_id
           WHERE c.state = 'open' AND ${HERE} ${PRESSING} LIMIT ?`,
      ).all(limit)
    : prepared<[string, number], CallbackRow>(
        db,
        `SELECT ${COLUMNS} FROM callbacks c JOIN applications a ON a.id = c.application_id
           WHERE c.state = 'open' AND a.duty_operator_id = ? ${PRESSING} LIMIT ?`,
      ).all(dutyOperatorId, limit);
}

/**
 * How many callbacks are open, and how many of them are overdue or undated; for one case owner, or for all that this
 * station took in.
 */
export function countOpenCallbacks(
  db: Db,
  dutyOperatorId: string | null,
  today: LocalDate,
): { open: number; overdue: number; undated: number } {
  const counts = `count(*) AS open, count(*) FILTER (WHERE c.due_on < ?) AS overdue,
       count(*) FILTER (WHERE c.due_on IS NULL) AS undated FROM callbacks c`;
  const row =
    dutyOperatorId === null
      ? prepared<[string], { open: number; overdue: number; undated: number }>(
          db,
          `SELECT ${counts} JOIN applications a ON a.id = c.application_id WHERE c.state = 'open' AND ${HERE}`,
        ).get(today)
      : prepared<[string, string], { open: number; overdue: number; undated: number }>(
          db,
          `SELECT ${counts} JOIN applications a ON a.id = c.application_id WHERE c.state = 'open' AND a.duty_operator_id = ?`,
        ).get(today, dutyOperatorId);
  return row ?? { open: 0, overdue: 0, undated: 0 };
}

/** Sets or clears the date of an open callback. */
export function dateCallback(db: Db, id: string, dueOn: LocalDate | null): void {
  prepared(db, "UPDATE callbacks SET due_on = ? WHERE id = ? AND state = 'open'").run(dueOn, id);
}

/** Closes an open callback. */
export function closeCallback(db: Db, id: string, state: Exclude<CallbackRow["state"], "open">, at: Instant): void {
  prepared(db, "UPDATE callbacks SET state = ?, closed_at = ? WHERE id = ? AND state = 'open'").run(state, at, id);
}
