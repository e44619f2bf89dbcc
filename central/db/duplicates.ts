import type { Instant } from "../../shared/time.ts";
import type { UnreadEntry } from "../read-entry.ts";
import { asInstant, textOf } from "./row.ts";
import type { Queryable, Row } from "./sql.ts";

/** One side of a case that was taken in twice. */
export type DuplicateSide = { hallId: string; applicationId: string; acceptanceNumber: string; hall: string; window: string; acceptedAt: Instant };

/** Two applications of one case (同一申请人、地址、业务), the one that was accepted first in front, with the utilities both ask for. */
export type DuplicatePair = { first: DuplicateSide; later: DuplicateSide; utilities: string[] };

const side = (name: string): string =>
  ["hall_id", "application_id", "acceptance_number"].map((column) => `${name}.${column} as ${name}_${column}`).join(", ") +
  `, ${name}_hall.name as ${name}_hall, ${name}_station.name as ${name}_window, ${asInstant(`${name}.accepted_at`)} as ${name}_accepted_at`;

const sideOf = (row: Row, name: string): DuplicateSide => ({
  hallId: textOf(row, `${name}_hall_id`),
  applicationId: textOf(row, `${name}_application_id`),
  acceptanceNumber: textOf(row, `${name}_acceptance_number`),
  hall: textOf(row, `${name}_hall`),
  window: textOf(row, `${name}_window`),
  acceptedAt: textOf(row, `${name}_accepted_at`),
});

/**
 * Finds for each application just read the first of the same case among those read before, and notes the pair once: who was first is what both
 * windows have to know, and a case of many meters brings no notice for each two of them. One station's own were settled by a person at intake
 * and are left out, as are those refused or withdrawn.
 */
export async function findNewDuplicates(tx: Queryable, entries: readonly UnreadEntry[], at: Instant): Promise<DuplicatePair[]> {
  const rows = await tx.query(
    `with fresh as (
       select * from json_to_recordset($1::json) as one(hall_id uuid, application_id uuid)
     ), matched as (
       select distinct on (own.hall_id, own.application_id) own.hall_id, own.application_id, other.hall_id as other_hall_id, other.application_id as other_application_id
       from fresh join case_keys mine using (hall_id, application_id)
       join intakes own on own.hall_id = mine.hall_id and own.application_id = mine.application_id
       join case_keys theirs on theirs.case_hash = mine.case_hash and theirs.utility = mine.utility and theirs.service = mine.service
       join intakes other on other.hall_id = theirs.hall_id and other.application_id = theirs.application_id
       where other.listed < own.listed and own.over_at is null and other.over_at is null and own.station_id <> other.station_id
       order by own.hall_id, own.application_id, other.accepted_at, other.listed
     ), told as (
       insert into duplicates (hall_id, application_id, other_hall_id, other_application_id, found_at)
       select hall_id, application_id, other_hall_id, other_application_id, $2::timestamptz from matched
       on conflict do nothing returning hall_id, application_id, other_hall_id, other_application_id
     )
     select ${side("own")}, ${side("other")}, (own.accepted_at, own.listed) < (other.accepted_at, other.listed) as own_first
     , (select string_agg(distinct mine.utility, ',' order by mine.utility) from case_keys mine join case_keys theirs using (case_hash, utility, service)
         where mine.hall_id = told.hall_id and mine.application_id = told.application_id and theirs.hall_id = told.other_hall_id and theirs.application_id = told.other_application_id) as utilities
     from told
     join intakes own on own.hall_id = told.hall_id and own.application_id = told.application_id
     join intakes other on other.hall_id = told.other_hall_id and other.application_id = told.other_application_id
     join halls own_hall on own_hall.id = own.hall_id join halls other_hall on other_hall.id = other.hall_id
     join stations own_station on own_station.hall_id = own.hall_id and own_station.id = own.station_id
     join stations other_station on other_station.hall_id = other.hall_id and other_station.id = other.station_id`,
    [JSON.stringify(entries.map((entry) => ({ hall_id: entry.hallId, application_id: entry.applicationId }))), at],
  );
  return rows.map((row) => {
    const [own, other] = [sideOf(row, "own"), sideOf(row, "other")];
    const [first, later] = row["own_first"] === true ? [own, other] : [other, own];
    return { first, later, utilities: textOf(row, "utilities").split(",") };
  });
}
