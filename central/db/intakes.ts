import type { EntryReading } from "#central/indexer/read-entry.ts";
import type { Queryable } from "./sql.ts";

/** The topic of a utility's new applications. */
export const utilityTopic = (utility: string): string => `utility:${utility}`;
/** The topic of the applications that need a joint approval. */
export const APPROVAL_TOPIC = "approval";

/** Notes accepted applications, under which topics they are listed, and the hashes by which their cases are known again. */
export async function addIntakes(tx: Queryable, entriesRead: readonly EntryReading[]): Promise<void> {
  const intakes = entriesRead.flatMap(({ entry, intake }) => (intake === null ? [] : [{ entry, intake }]));
  if (intakes.length === 0) return;
  const rows = intakes.map(({ entry, intake }) => ({
    hall_id: entry.hallId,
    application_id: entry.applicationId,
    station_id: entry.stationId,
    entry_key: entry.key,
    acceptance_number: intake.acceptanceNumber,
    accepted_at: intake.acceptedAt,
    needs_approval: intake.needsApproval,
    topics: [...intake.utilities.map(utilityTopic), ...(intake.needsApproval ? [APPROVAL_TOPIC] : [])],
  }));
  await tx.query(
    `with read as (
       select * from json_to_recordset($1::json) as one(hall_id uuid, application_id uuid, station_id uuid, entry_key uuid, acceptance_number text, accepted_at timestamptz, needs_approval boolean, topics json)
     ), made as (
       insert into intakes (hall_id, application_id, station_id, entry_key, acceptance_number, accepted_at, needs_approval)
       select hall_id, application_id, station_id, entry_key, acceptance_number, accepted_at, needs_approval from read
       on conflict do nothing returning hall_id, application_id, listed
     )
     insert into intake_topics (topic, hall_id, application_id, listed)
     select distinct topic, made.hall_id, made.application_id, made.listed
     from made join read using (hall_id, application_id), json_array_elements_text(read.topics) as topic`,
    [JSON.stringify(rows)],
  );
  await addCaseKeys(tx, entriesRead.flatMap(caseKeyRows));
}

/** The keys by which an accepted application's case is known again, one for each hash and utility; as rows for a statement. */
export const caseKeyRows = ({ entry, intake }: EntryReading): Record<string, string>[] =>
  (intake?.caseHashes ?? []).flatMap((hash) =>
    (intake?.utilities ?? []).map((utility) => ({
      case_hash: hash,
      utility,
      service: intake?.service ?? "",
      hall_id: entry.hallId,
      application_id: entry.applicationId,
    })),
  );

/** More of one case need not be known: who comes later is told of the first, and a broken window must not make each look-up long. */
const MAX_INTAKES_OF_CASE = 50;

/** Notes by which hashes cases are known again. */
export async function addCaseKeys(tx: Queryable, keys: Record<string, string>[]): Promise<void> {
  await tx.query(
    `insert into case_keys (case_hash, utility, service, hall_id, application_id)
     select * from json_to_recordset($1::json) as one(case_hash text, utility text, service text, hall_id uuid, application_id uuid)
     where (select count(*) from (select 1 from case_keys known where known.case_hash = one.case_hash and known.utility = one.utility and known.service = one.service limit ${MAX_INTAKES_OF_CASE}) as held) < ${MAX_INTAKES_OF_CASE}
     on conflict do nothing`,
    [JSON.stringify(keys)],
  );
}

/** Notes applications that were refused or withdrawn: a later one is no duplicate of theirs. */
export async function endIntakes(tx: Queryable, entriesRead: readonly EntryReading[]): Promise<void> {
  const over = entriesRead
    .filter(({ isOver }) => isOver)
    .map(({ entry }) => ({ hall_id: entry.hallId, application_id: entry.applicationId }));
  if (over.length === 0) return;
  await tx.query(
    "update intakes set over_at = now() from json_to_recordset($1::json) as one(hall_id uuid, application_id uuid) where intakes.hall_id = one.hall_id and intakes.application_id = one.application_id and over_at is null",
    [JSON.stringify(over)],
  );
}
