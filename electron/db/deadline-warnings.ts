import type { WarningLevel } from "#shared/case/due-board.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** A warning that was raised about a deadline (超时预警), once per application, deadline and level. */
export type DeadlineWarning = {
  applicationId: string;
  deadline: string;
  level: WarningLevel;
  dueAt: Instant;
  raisedAt: Instant;
};

type Row = { application_id: string; deadline: string; level: WarningLevel; due_at: string; raised_at: string };

/** Adds a warning; false where it was raised before. */
export function insertWarning(db: Db, warning: DeadlineWarning): boolean {
  return (
    prepared(
      db,
      `INSERT INTO deadline_warnings (application_id, deadline, level, due_at, raised_at)
         VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ).run(warning.applicationId, warning.deadline, warning.level, warning.dueAt, warning.raisedAt).changes > 0
  );
}

const OPEN = `SELECT w.application_id, w.deadline, w.level, w.due_at, w.raised_at FROM deadline_warnings w
     JOIN applications a ON a.id = w.application_id WHERE w.acknowledged_at IS NULL`;

const fromRow = (row: Row): DeadlineWarning => ({
  applicationId: row.application_id,
  deadline: row.deadline,
  level: row.level,
  dueAt: row.due_at,
  raisedAt: row.raised_at,
});

/** Unacknowledged warnings, newest first: those of one case owner, or with null those for the supervisor. */
export function listOpenWarnings(db: Db, dutyOperatorId: string | null, limit: number): DeadlineWarning[] {
  const rows =
    dutyOperatorId === null
      ? prepared<[number], Row>(db, `${OPEN} AND w.level = 'overdue' ORDER BY w.raised_at DESC LIMIT ?`).all(limit)
      : prepared<[string, number], Row>(db, `${OPEN} AND a.duty_operator_id = ? ORDER BY w.raised_at DESC LIMIT ?`).all(
          dutyOperatorId,
          limit,
        );
  return rows.map(fromRow);
}

/** Records who acknowledged a warning; false if it was not open. */
export const acknowledgeWarning = (
  db: Db,
  of: Pick<DeadlineWarning, "applicationId" | "deadline" | "level">,
  operatorId: string,
  at: Instant,
): boolean =>
  prepared(
    db,
    `UPDATE deadline_warnings SET acknowledged_by = ?, acknowledged_at = ? WHERE application_id = ?
       AND deadline = ? AND level = ? AND acknowledged_at IS NULL`,
  ).run(operatorId, at, of.applicationId, of.deadline, of.level).changes > 0;

/** All warnings about one application, with who acknowledged them. */
export const listWarnings = (db: Db, applicationId: string): (DeadlineWarning & { acknowledgedBy: string | null })[] =>
  prepared<[string], Row & { acknowledged_by: string | null }>(
    db,
    "SELECT * FROM deadline_warnings WHERE application_id = ? ORDER BY raised_at, level",
  )
    .all(applicationId)
    .map((row) => ({ ...fromRow(row), acknowledgedBy: row.acknowledged_by }));
