import type { Instant } from "#shared/time/instant.ts";
import { caseKeyRows, type EntryReading } from "./intakes.ts";
import { asInstant, type Queryable, type Row, textOf } from "./sql.ts";

/** One side of a case that was accepted twice. */
export type DuplicateSide = {
  hallId: string;
  applicationId: string;
  acceptanceNumber: string;
  hall: string;
  window: string;
  acceptedAt: Instant;
};

/** Two applications of one case (同一申请人、地址、业务), in order of acceptance, with the utilities both ask for. */
export type DuplicatePair = { first: DuplicateSide; later: DuplicateSide; utilities: string[] };

const side = (name: string): string =>
  ["hall_id", "application_id", "acceptance_number"]
    .map((column) => `${name}.${column} as ${name}_${column}`)
    .join(", ") +
  `, ${name}_hall.name as ${name}_hall, ${name}_station.name as ${name}_window, ${asInstant(`${name}.accepted_at`)} as ${name}_accepted_at`;

/** Looked up one by one, behind a limit that the planner cannot take apart: it might else join whole tables. */
const intakeOf = (hallId: string, applicationId: string): string =>
  `select * from intakes where intakes.hall_id = ${hallId} and intakes.application_id = ${applicationId} limit 1`;
const stationOf = (name: string): string =>
  `select name from stations where stations.hall_id = ${name}.hall_id and stations.id = ${name}.station_id limit 1`;

const sideOf = (row: Row, name: string): DuplicateSide => ({
  hallId: textOf(row, `${name}_hall_id`),
  applicationId: textOf(row, `${name}_application_id`),
  acceptanceNumber: textOf(row, `${name}_acceptance_number`),
  hall: textOf(row, `${name}_hall`),
  window: textOf(row, `${name}_window`),
  acceptedAt: textOf(row, `${name}_accepted_at`),
});

/**
 * Finds, for each application just read, the first of the same case among those read before, and records the pair once.
 * Both windows need to know who was first; a case of many meters makes no notice for every two of them.
 * Left out: pairs of one station, which a person has decided at intake, and applications refused or withdrawn.
 * A corrected application (`isCorrected`) is compared with later ones too: they could not be compared with its new text.
 */
export async function findNewDuplicates(
  tx: Queryable,
  entriesRead: readonly EntryReading[],
  at: Instant,
  isCorrected = false,
): Promise<DuplicatePair[]> {
  const rows = await tx.query(
    `with fresh as (
       select * from json_to_recordset($1::json)
         as one(hall_id uuid, application_id uuid, case_hash text, utility text, service text)
     ), candidates as (
       select fresh.hall_id, fresh.application_id, fresh.utility,
         other.hall_id as other_hall_id, other.application_id as other_application_id, other.accepted_at, other.listed
       from fresh cross join lateral (${intakeOf("fresh.hall_id", "fresh.application_id")}) as own
       cross join lateral (
         select hall_id, application_id from case_keys
         where case_hash = fresh.case_hash and utility = fresh.utility and service = fresh.service offset 0
       ) as theirs
       cross join lateral (${intakeOf("theirs.hall_id", "theirs.application_id")}) as other
       where (other.listed < own.listed or ($3::boolean and other.listed <> own.listed))
         and own.over_at is null and other.over_at is null and own.station_id <> other.station_id
     ), matched as (
       select distinct on (hall_id, application_id) hall_id, application_id, other_hall_id, other_application_id
       from candidates
       where (
         select 1 from duplicates known
         where (known.hall_id, known.application_id, known.other_hall_id, known.other_application_id)
           = (candidates.other_hall_id, candidates.other_application_id, candidates.hall_id, candidates.application_id)
         limit 1
       ) is null
       order by hall_id, application_id, accepted_at, listed
     ), noted as (
       insert into duplicates (hall_id, application_id, other_hall_id, other_application_id, found_at)
       select hall_id, application_id, other_hall_id, other_application_id, $2::timestamptz from matched
       on conflict do nothing returning hall_id, application_id, other_hall_id, other_application_id
     )
     select ${side("own")}, ${side("other")},
       (own.accepted_at, own.listed) < (other.accepted_at, other.listed) as own_first,
       (select string_agg(distinct utility, ',' order by utility) from candidates
         where (candidates.hall_id, candidates.application_id, candidates.other_hall_id, candidates.other_application_id)
           = (noted.hall_id, noted.application_id, noted.other_hall_id, noted.other_application_id)) as utilities
     from noted
     cross join lateral (${intakeOf("noted.hall_id", "noted.application_id")}) as own
     cross join lateral (${intakeOf("noted.other_hall_id", "noted.other_application_id")}) as other
     cross join lateral (select name from halls where id = own.hall_id limit 1) as own_hall
     cross join lateral (select name from halls where id = other.hall_id limit 1) as other_hall
     cross join lateral (${stationOf("own")}) as own_station
     cross join lateral (${stationOf("other")}) as other_station`,
    [JSON.stringify(entriesRead.flatMap(caseKeyRows)), at, isCorrected],
  );
  return rows.map((row) => {
    const [own, other] = [sideOf(row, "own"), sideOf(row, "other")];
    const [first, later] = row["own_first"] === true ? [own, other] : [other, own];
    return { first, later, utilities: textOf(row, "utilities").split(",") };
  });
}
