import type { Instant } from "#shared/time.ts";
import type { Db } from "./database.ts";
import { statement } from "./statement.ts";

/** The partial index `applications_open` answers only a query that repeats its condition word for word. */
const OPEN = "FROM applications INDEXED BY applications_open WHERE status NOT IN ('closed', 'refused', 'withdrawn')";

/** An application that is not closed. */
export type OpenCase = { id: string; version: number };
/** Where a page of open applications ended. */
export type OpenPlace = { dutyOperatorId: string; acceptedAt: Instant; rowId: number };

/** The open applications of one duty holder, or of all, the oldest first; never more than `limit`. */
export function listOpenCases(db: Db, dutyOperatorId: string | null, limit: number): OpenCase[] {
  return dutyOperatorId === null
    ? statement<[number], OpenCase>(db, `SELECT id, version ${OPEN} ORDER BY accepted_at LIMIT ?`).all(limit)
    : statement<[string, number], OpenCase>(
        db,
        `SELECT id, version ${OPEN} AND duty_operator_id = ? ORDER BY accepted_at LIMIT ?`,
      ).all(dutyOperatorId, limit);
}

/** How many applications are open, of one duty holder or of all. */
export function countOpenCases(db: Db, dutyOperatorId: string | null): number {
  const row =
    dutyOperatorId === null
      ? statement<[], { n: number }>(db, `SELECT count(*) AS n ${OPEN}`).get()
      : statement<[string], { n: number }>(db, `SELECT count(*) AS n ${OPEN} AND duty_operator_id = ?`).get(
          dutyOperatorId,
        );
  return row?.n ?? 0;
}

/** The next open applications after a place (null: from the first), so that all of them can be gone through without one long read. */
export function pageOpenCases(
  db: Db,
  after: OpenPlace | null,
  limit: number,
): { cases: OpenCase[]; end: OpenPlace | null } {
  const rows = statement<[string, string, number, number], OpenCase & OpenPlace>(
    db,
    `SELECT id, version, duty_operator_id AS dutyOperatorId, accepted_at AS acceptedAt, rowid AS rowId ${OPEN}
       AND (duty_operator_id, accepted_at, rowid) > (?, ?, ?) ORDER BY duty_operator_id, accepted_at, rowid LIMIT ?`,
  ).all(after?.dutyOperatorId ?? "", after?.acceptedAt ?? "", after?.rowId ?? 0, limit);
  const last = rows.at(-1);
  return {
    cases: rows.map(({ id, version }) => ({ id, version })),
    end:
      last !== undefined && rows.length === limit
        ? { dutyOperatorId: last.dutyOperatorId, acceptedAt: last.acceptedAt, rowId: last.rowId }
        : null,
  };
}
