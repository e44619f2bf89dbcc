import type { SerialLine } from "#shared/contract/centre/sync-status.ts";
import type { Queryable } from "./sql.ts";
import type { UnreadEntry } from "./unread-entries.ts";

/** An accepted application as the centre recognises it: hashes of applicant and address, never their words. */
export type ReadIntake = {
  acceptanceNumber: string;
  acceptedAt: string;
  utilities: string[];
  service: string;
  needsApproval: boolean;
  caseHashes: string[];
};

/** What an entry says: numbers its station has given; an application accepted, corrected or over. */
export type EntryReading = {
  entry: UnreadEntry;
  serials: SerialLine[];
  intake: ReadIntake | null;
  isCorrection: boolean;
  isOver: boolean;
};

/** The topic of a utility's new applications. */
export const utilityTopic = (utility: string): string => `utility:${utility}`;
/** The topic of the applications that need a joint approval. */
export const APPROVAL_TOPIC = "approval";

/** Records accepted applications, their topics, and the hashes that identify their cases. */
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
       select * from json_to_recordset($1::json) as one(
         hall_id uuid, application_id uuid, station_id uuid, entry_key uuid,
         acceptance_number text, accepted_at timestamptz, needs_approval boolean, topics json
       )
     ), made as (
       insert into intakes
         (hall_id, application_id, station_id, entry_key, acceptance_number, accepted_at, needs_approval)
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

/** The keys that identify an accepted application's case, one for each hash and utility, as rows of a statement. */
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

/** Later ones need not be stored: notices name the first, and a faulty station must not slow each look-up down. */
const MAX_INTAKES_OF_CASE = 50;

/** Records the hashes that identify cases. */
export async function addCaseKeys(tx: Queryable, keys: Record<string, string>[]): Promise<void> {
  await tx.query(
    `insert into case_keys (case_hash, utility, service, hall_id, application_id)
     select * from json_to_recordset($1::json)
       as one(case_hash text, utility text, service text, hall_id uuid, application_id uuid)
     where (select count(*) from (
       select 1 from case_keys known
       where known.case_hash = one.case_hash and known.utility = one.utility and known.service = one.service
       limit ${MAX_INTAKES_OF_CASE}
     ) as stored) < ${MAX_INTAKES_OF_CASE}
     on conflict do nothing`,
    [JSON.stringify(keys)],
  );
}

/** Marks applications that were refused or withdrawn: a later one is no duplicate of them. */
export async function endIntakes(tx: Queryable, entriesRead: readonly EntryReading[]): Promise<void> {
  const over = entriesRead
    .filter(({ isOver }) => isOver)
    .map(({ entry }) => ({ hall_id: entry.hallId, application_id: entry.applicationId }));
  if (over.length === 0) return;
  await tx.query(
    `update intakes set over_at = now() from json_to_recordset($1::json) as one(hall_id uuid, application_id uuid)
     where intakes.hall_id = one.hall_id and intakes.application_id = one.application_id and over_at is null`,
    [JSON.stringify(over)],
  );
}
