import { Act } from "#shared/case/act.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import { StoredState } from "./stored-case.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** An act as it was done (办理动作), with the state of the case after it. */
export type ActRow = {
  applicationId: string;
  seq: number;
  act: Act;
  at: Instant;
  operatorId: string;
  stationId: string;
  state: CaseState;
  voucherNumber: string | null;
};

type Row = {
  application_id: string;
  seq: number;
  kind: string;
  at: string;
  operator_id: string;
  station_id: string;
  body_sealed: Sealed;
  state_sealed: Sealed;
  voucher_number: string | null;
};

const body = jsonColumn("acts.body_sealed", Act);
const state = jsonColumn("acts.state_sealed", StoredState);

const fromRow = (row: Row): ActRow => ({
  applicationId: row.application_id,
  seq: row.seq,
  act: body.read(unseal(row.body_sealed), `${row.application_id}/${row.seq}`),
  at: row.at,
  operatorId: row.operator_id,
  stationId: row.station_id,
  state: state.read(unseal(row.state_sealed), `${row.application_id}/${row.seq}`),
  voucherNumber: row.voucher_number,
});

/** Adds an act. Acts are never changed or removed; {@link undoActs} only marks those that no longer count. */
export function insertAct(db: Db, row: ActRow): void {
  prepared(
    db,
    `INSERT INTO acts (application_id, seq, kind, at, operator_id, station_id, body_sealed,
       state_sealed, voucher_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.applicationId,
    row.seq,
    row.act.kind,
    row.at,
    row.operatorId,
    row.stationId,
    seal(body.write(row.act)),
    seal(state.write(row.state)),
    row.voucherNumber,
  );
}

/** The acts on an application that still count, oldest first. */
export function listActs(db: Db, applicationId: string): ActRow[] {
  return prepared<[string], Row>(db, "SELECT * FROM acts WHERE application_id = ? AND undone = 0 ORDER BY seq")
    .all(applicationId)
    .map(fromRow);
}

/** The acts on an application that another station's acts superseded. */
export const listUndoneActs = (db: Db, applicationId: string): ActRow[] =>
  prepared<[string], Row>(db, "SELECT * FROM acts WHERE application_id = ? AND undone <> 0 ORDER BY undone, seq")
    .all(applicationId)
    .map(fromRow);

/** Marks the acts on an application from a version on as superseded. */
export function undoActs(db: Db, applicationId: string, from: number): void {
  prepared(
    db,
    `UPDATE acts SET undone = (SELECT max(undone) + 1 FROM acts AS known
       WHERE known.application_id = acts.application_id) WHERE application_id = ? AND seq >= ?
       AND undone = 0`,
  ).run(applicationId, from);
}

/** The rowids of the applications whose details were corrected, the newest application first. */
export const listCorrectedRows = (db: Db): number[] =>
  prepared<[], number>(
    db,
    `SELECT DISTINCT applications.rowid FROM acts INDEXED BY acts_corrections
       JOIN applications ON applications.id = acts.application_id WHERE acts.kind = 'details.corrected'
       ORDER BY applications.rowid DESC`,
  )
    .pluck()
    .all();

/** The last act on an application; null if nothing was done since intake. */
export function findLastAct(db: Db, applicationId: string): ActRow | null {
  const row = prepared<[string], Row>(
    db,
    "SELECT * FROM acts WHERE application_id = ? AND undone = 0 ORDER BY seq DESC LIMIT 1",
  ).get(applicationId);
  return row ? fromRow(row) : null;
}
