import type { ApplicationContent } from "#shared/case/application.ts";
import type { CaseStatus } from "#shared/case/case-status.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { jsonColumn, once } from "./json-column.ts";
import { StoredContent, StoredDecision, type Decision } from "./stored-case.ts";
import type { Db } from "./database.ts";
import { seal, type Sealed, unseal } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** An application as it is stored. Its contact chain and deadlines are in tables of their own. */
export type ApplicationRow = {
  id: string;
  intakeKey: string;
  /** SHA-256 of the content sent with the key. It tells a repeated call from a conflicting one. */
  intakeHash: string;
  acceptanceNumber: string;
  profileHash: string;
  profileId: string;
  status: CaseStatus;
  acceptedAt: Instant;
  acceptedOn: LocalDate;
  stationId: string;
  readonly content: ApplicationContent;
  readonly decision: Decision;
  version: number;
  hash: string;
};

type Row = {
  id: string;
  intake_key: string;
  intake_hash: string;
  acceptance_number: string;
  profile_hash: string;
  profile_id: string;
  status: CaseStatus;
  accepted_at: string;
  accepted_on: string;
  station_id: string;
  content_sealed: Sealed;
  decision_sealed: Sealed;
  version: number;
  hash: string;
};

const content = jsonColumn("applications.content_sealed", StoredContent);
const decision = jsonColumn("applications.decision_sealed", StoredDecision);

function fromRow(row: Row): ApplicationRow {
  const readContent = once(() => content.read(unseal(row.content_sealed), row.id));
  const readDecision = once(() => decision.read(unseal(row.decision_sealed), row.id));
  return {
    id: row.id,
    intakeKey: row.intake_key,
    intakeHash: row.intake_hash,
    acceptanceNumber: row.acceptance_number,
    profileHash: row.profile_hash,
    profileId: row.profile_id,
    status: row.status,
    acceptedAt: row.accepted_at,
    acceptedOn: row.accepted_on,
    stationId: row.station_id,
    get content() {
      return readContent();
    },
    get decision() {
      return readDecision();
    },
    version: row.version,
    hash: row.hash,
  };
}

/**
 * Adds an accepted application and returns its rowid. Rowids follow the order of intake and never change, because no
 * application is ever removed.
 */
export function insertApplication(db: Db, application: ApplicationRow, route: string | null): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO applications (id, intake_key, intake_hash, acceptance_number, profile_hash, profile_id,
      status, channel, accepted_at, accepted_on,
       station_id, duty_operator_id, utilities, route, content_sealed, decision_sealed, version, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    application.id,
    application.intakeKey,
    application.intakeHash,
    application.acceptanceNumber,
    application.profileHash,
    application.profileId,
    application.status,
    application.content.channel,
    application.acceptedAt,
    application.acceptedOn,
    application.stationId,
    application.decision.dutyHolder.operatorId,
    JSON.stringify(application.content.utilities),
    route,
    seal(content.write(application.content)),
    seal(decision.write(application.decision)),
    application.version,
    application.hash,
  );
  return Number(lastInsertRowid);
}

/** The application with this id or acceptance number, or null. */
export function findApplication(db: Db, idOrNumber: string): ApplicationRow | null {
  const row = prepared<[string, string], Row>(
    db,
    "SELECT * FROM applications WHERE id = ? OR acceptance_number = ?",
  ).get(idOrNumber, idOrNumber);
  return row ? fromRow(row) : null;
}

/** The application that an intake key already created, or null. */
export function findApplicationByKey(db: Db, intakeKey: string): ApplicationRow | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM applications WHERE intake_key = ?").get(intakeKey);
  return row ? fromRow(row) : null;
}

/**
 * The applications that this station took in on a day, in the order of intake. An application counts at one station
 * only.
 */
export function listApplicationsOn(db: Db, on: LocalDate): ApplicationRow[] {
  return prepared<[string], Row>(
    db,
    `SELECT * FROM applications WHERE accepted_on = ? AND station_id IN (SELECT id FROM stations
       WHERE remote = 0) ORDER BY accepted_at, acceptance_number`,
  )
    .all(on)
    .map(fromRow);
}

/** Sets the next version of an application. Call it together with the change. */
export function setApplicationVersion(db: Db, id: string, version: number, hash: string): void {
  prepared(db, "UPDATE applications SET version = ?, hash = ? WHERE id = ?").run(version, hash, id);
}

/** Who answers for an application now, or null where it is not stored. */
export const findDutyOperatorId = (db: Db, id: string): string | null =>
  prepared<[string], { duty_operator_id: string }>(db, "SELECT duty_operator_id FROM applications WHERE id = ?").get(id)
    ?.duty_operator_id ?? null;

/** Sets the case owner from now on. The owner at intake stays in the intake decision. */
export function setDutyOperator(db: Db, id: string, operatorId: string): void {
  prepared(db, "UPDATE applications SET duty_operator_id = ? WHERE id = ?").run(operatorId, id);
}

/**
 * Replaces the content taken in by the corrected one and returns the rowid. The old content stays in the acts and at
 * the centre.
 */
export function setApplicationContent(db: Db, id: string, corrected: ApplicationContent): number {
  const row = prepared<[string, string], { rowid: number }>(
    db,
    "UPDATE applications SET content_sealed = ? WHERE id = ? RETURNING rowid",
  ).get(seal(content.write(corrected)), id);
  if (row === undefined) throw new Error("the application that is corrected is not stored");
  return row.rowid;
}

/** Sets the status of an application. */
export function setApplicationStatus(db: Db, id: string, status: CaseStatus, route: string | null): void {
  prepared(db, "UPDATE applications SET status = ?, route = ? WHERE id = ?").run(status, route, id);
}

/** SQLite uses the partial index `applications_open` only for a query that repeats its condition word for word. */
const OPEN = "FROM applications INDEXED BY applications_open WHERE status NOT IN ('closed', 'refused', 'withdrawn')";

/** An application that is not closed. */
export type OpenCase = { id: string; version: number };
/** Where a page of open applications ended. */
export type OpenPlace = { dutyOperatorId: string; acceptedAt: Instant; rowId: number };

/** The open applications of one case owner, or of all, oldest first; at most `limit`. */
export function listOpenCases(db: Db, dutyOperatorId: string | null, limit: number): OpenCase[] {
  return dutyOperatorId === null
    ? prepared<[number], OpenCase>(db, `SELECT id, version ${OPEN} ORDER BY accepted_at LIMIT ?`).all(limit)
    : prepared<[string, number], OpenCase>(
        db,
        `SELECT id, version ${OPEN} AND duty_operator_id = ? ORDER BY accepted_at LIMIT ?`,
      ).all(dutyOperatorId, limit);
}

/** The number of open applications, of one case owner or of all. */
export function countOpenCases(db: Db, dutyOperatorId: string | null): number {
  const row =
    dutyOperatorId === null
      ? prepared<[], { n: number }>(db, `SELECT count(*) AS n ${OPEN}`).get()
      : prepared<[string], { n: number }>(db, `SELECT count(*) AS n ${OPEN} AND duty_operator_id = ?`).get(
          dutyOperatorId,
        );
  return row?.n ?? 0;
}

/** The next open applications after a place; null starts at the first. Pages keep each read short. */
export function pageOpenCases(
  db: Db,
  after: OpenPlace | null,
  limit: number,
): { cases: OpenCase[]; end: OpenPlace | null } {
  const rows = prepared<[string, string, number, number], OpenCase & OpenPlace>(
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
