import type { CaseEntry } from "#central/indexer/case-keys.ts";
import { textOf } from "./sql.ts";
import type { Queryable } from "./sql.ts";

/** An application, by its hall. */
export type CaseId = { hallId: string; applicationId: string };

const rowsOf = (cases: readonly CaseId[]): string =>
  JSON.stringify(cases.map(({ hallId, applicationId }) => ({ hall_id: hallId, application_id: applicationId })));
/** A window that corrects one application without end makes no reading long: the newest count. */
const MAX_ENTRIES_OF_CASE = 100;

/** Those of the applications that were ever corrected and are known as accepted. */
export async function listCorrected(tx: Queryable, cases: readonly CaseId[]): Promise<CaseId[]> {
  if (cases.length === 0) return [];
  const rows = await tx.query(
    `select distinct one.hall_id, one.application_id from json_to_recordset($1::json) as one(hall_id uuid, application_id uuid)
     join intakes using (hall_id, application_id)
     where exists (select 1 from entries where entries.application_id = one.application_id and entries.hall_id = one.hall_id and entries.kind = 'details.corrected')`,
    [rowsOf(cases)],
  );
  return rows.map((row) => ({ hallId: textOf(row, "hall_id"), applicationId: textOf(row, "application_id") }));
}

/** What was accepted of an application and every correction of it, in the order in which they were made, whenever each came. */
export async function listCaseEntries(tx: Queryable, { hallId, applicationId }: CaseId): Promise<CaseEntry[]> {
  const rows = await tx.query(
    `select kind, payload from (
       (select sequence, position, kind, payload from entries where application_id = $2 and hall_id = $1 and kind = 'application.accepted' order by sequence desc, position desc limit 1)
       union all
       (select sequence, position, kind, payload from entries where application_id = $2 and hall_id = $1 and kind = 'details.corrected' order by sequence desc, position desc limit ${MAX_ENTRIES_OF_CASE})
     ) as told order by sequence, position`,
    [hallId, applicationId],
  );
  return rows.map((row) => ({ kind: textOf(row, "kind"), payload: textOf(row, "payload") }));
}

/** Takes away the keys by which a case was known before, so that it is known by its present ones only. */
export async function dropCaseKeys(tx: Queryable, cases: readonly CaseId[]): Promise<void> {
  await tx.query(
    "delete from case_keys using json_to_recordset($1::json) as one(hall_id uuid, application_id uuid) where case_keys.hall_id = one.hall_id and case_keys.application_id = one.application_id",
    [rowsOf(cases)],
  );
}
