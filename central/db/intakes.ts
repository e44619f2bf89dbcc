import type { SerialLine } from "#shared/contract/centre/sync-status.ts";
import { type Queryable, textOf } from "./sql.ts";
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

/** How a case ended. A later application is no duplicate of one that was refused or withdrawn. */
export type CaseEnd = "refused" | "withdrawn" | "closed";

/** What an entry says: numbers its station has given; an application accepted, corrected, changed or ended. */
export type EntryReading = {
  entry: UnreadEntry;
  serials: SerialLine[];
  intake: ReadIntake | null;
  isCorrection: boolean;
  /** Whether agencies see the change. */
  isListed: boolean;
  /** Whether the routes that it brings need a joint approval. */
  needsApproval: boolean;
  ended: CaseEnd | null;
};

/** Records accepted applications, and the hashes that identify their cases. */
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
  }));
  await tx.query(
    `insert into intakes
       (hall_id, application_id, station_id, entry_key, acceptance_number, accepted_at, needs_approval)
     select * from json_to_recordset($1::json) as one(
       hall_id uuid, application_id uuid, station_id uuid, entry_key uuid,
       acceptance_number text, accepted_at timestamptz, needs_approval boolean
     ) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
  await addCaseKeys(tx, entriesRead.flatMap(caseKeyRows));
}

/** The keys that identify an accepted application's case, one for each hash and utility, as rows of a statement. */
export const caseKeyRows = ({
  entry,
  intake,
}: {
  entry: Pick<EntryReading["entry"], "hallId" | "applicationId">;
  intake: ReadIntake | null;
}): Record<string, string>[] =>
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

/** Marks applications whose case has ended; the first end stays. */
export async function endIntakes(tx: Queryable, entriesRead: readonly EntryReading[]): Promise<void> {
  const over = entriesRead.flatMap(({ entry, ended }) =>
    ended === null ? [] : [{ hall_id: entry.hallId, application_id: entry.applicationId, ended }],
  );
  if (over.length === 0) return;
  await tx.query(
    `update intakes set ended_as = one.ended, over_at = case when one.ended = 'closed' then over_at else now() end
     from json_to_recordset($1::json) as one(hall_id uuid, application_id uuid, ended text)
     where intakes.hall_id = one.hall_id and intakes.application_id = one.application_id and ended_as is null`,
    [JSON.stringify(over)],
  );
}

/** The applications with this id or acceptance number; a number is unique within a hall, unless a restored station gave it twice. */
export async function findApplicationIds(db: Queryable, idOrNumber: string): Promise<string[]> {
  const rows = await db.query(
    `select application_id::text as id from halls cross join lateral (
       select application_id from intakes where hall_id = halls.id and acceptance_number = $1
       union select application_id from intakes where hall_id = halls.id and application_id = $2::uuid
     ) as found`,
    [idOrNumber, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(idOrNumber) ? idOrNumber : null],
  );
  return rows.map((row) => textOf(row, "id"));
}
