import { type Queryable, textOf } from "./sql.ts";

/** One entry of an application: its acceptance, or a correction of it. */
export type CaseEntry = { kind: string; payload: string };

/** An application, by its hall. */
export type CaseId = { hallId: string; applicationId: string };

const rowsOf = (cases: readonly CaseId[]): string =>
  JSON.stringify(cases.map(({ hallId, applicationId }) => ({ hall_id: hallId, application_id: applicationId })));
/** Only the newest corrections count, so that a station that never stops correcting cannot slow the indexer down. */
const MAX_ENTRIES_OF_CASE = 100;

/** Those of the applications that are known as accepted and were ever corrected. */
export async function listCorrected(tx: Queryable, cases: readonly CaseId[]): Promise<CaseId[]> {
  if (cases.length === 0) return [];
  const rows = await tx.query(
    `select distinct one.hall_id, one.application_id
     from json_to_recordset($1::json) as one(hall_id uuid, application_id uuid)
     where (
       select 1 from intakes
       where intakes.hall_id = one.hall_id and intakes.application_id = one.application_id limit 1
     ) is not null and (
       select 1 from entries
       where entries.application_id = one.application_id and entries.hall_id = one.hall_id
         and entries.kind = 'details.corrected' limit 1
     ) is not null`,
    [rowsOf(cases)],
  );
  return rows.map((row) => ({ hallId: textOf(row, "hall_id"), applicationId: textOf(row, "application_id") }));
}

/** The acceptance of an application and its corrections, in the order they were made at the station. */
export async function listCaseEntries(tx: Queryable, { hallId, applicationId }: CaseId): Promise<CaseEntry[]> {
  const rows = await tx.query(
    `select kind, payload from (
       (select sequence, position, kind, payload from entries
        where application_id = $2 and hall_id = $1 and kind = 'application.accepted'
        order by sequence desc, position desc limit 1)
       union all
       (select sequence, position, kind, payload from entries
        where application_id = $2 and hall_id = $1 and kind = 'details.corrected'
        order by sequence desc, position desc limit ${MAX_ENTRIES_OF_CASE})
     ) as history order by sequence, position`,
    [hallId, applicationId],
  );
  return rows.map((row) => ({ kind: textOf(row, "kind"), payload: textOf(row, "payload") }));
}

/** Takes some cases whose keys are to be made again off the list; empty once all are. */
export async function takeStaleCases(tx: Queryable, limit: number): Promise<CaseId[]> {
  const rows = await tx.query(
    `delete from stale_cases where (hall_id, application_id) in
       (select hall_id, application_id from stale_cases order by hall_id, application_id limit $1)
     returning hall_id, application_id`,
    [limit],
  );
  return rows.map((row) => ({ hallId: textOf(row, "hall_id"), applicationId: textOf(row, "application_id") }));
}

/** Deletes the keys of cases, so that the caller can record their present ones. */
export async function dropCaseKeys(tx: Queryable, cases: readonly CaseId[]): Promise<void> {
  await tx.query(
    `delete from case_keys using json_to_recordset($1::json) as one(hall_id uuid, application_id uuid)
     where case_keys.hall_id = one.hall_id and case_keys.application_id = one.application_id`,
    [rowsOf(cases)],
  );
}
