import type { Agency } from "./agencies.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { CaseEnd, EntryReading } from "./intakes.ts";
import { asInstant, nullableTextOf, type Queryable, type Row, textOf, wholeOf } from "./sql.ts";

/** An act on a listed application, as its station sent it. */
export type ListedAct = { sequence: number; kind: string; payload: string };

/** An application as an agency's list shows it, with the record it came as and what was done since. */
export type ListedApplication = {
  listed: number;
  line: { applicationId: string; acceptanceNumber: string; hall: string; window: string; acceptedAt: string };
  over: CaseEnd | null;
  payload: string;
  acts: ListedAct[];
};

/** The topic of a utility's applications. */
const utilityTopic = (utility: string): string => `utility:${utility}`;
/** The topic of the applications that need a joint approval. */
const APPROVAL_TOPIC = "approval";

const topicOf = (agency: Pick<Agency, "utility">): string =>
  agency.utility === null ? APPROVAL_TOPIC : utilityTopic(agency.utility);

/**
 * Puts changed applications at the end of the lists they belong to, where every cursor meets them again.
 * An application that needs a joint approval for the first time enters the departments' list, and stays in it.
 * The indexer's lock lets places become visible in order.
 */
export async function listAnew(tx: Queryable, entriesRead: readonly EntryReading[]): Promise<void> {
  const changed = new Map<string, { place: number; hall_id: string; application_id: string; topics: Set<string> }>();
  entriesRead.forEach(({ entry, intake, isListed, needsApproval }, place) => {
    if (!isListed) return;
    const name = `${entry.hallId} ${entry.applicationId}`;
    const topics = changed.get(name)?.topics ?? new Set<string>();
    for (const utility of intake?.utilities ?? []) topics.add(utilityTopic(utility));
    if (needsApproval) topics.add(APPROVAL_TOPIC);
    changed.set(name, { place, hall_id: entry.hallId, application_id: entry.applicationId, topics });
  });
  if (changed.size === 0) return;
  await tx.query(
    `insert into intake_topics (topic, hall_id, application_id, listed)
     select topic, hall_id, application_id, nextval('agency_places') from (
       select one.place, one.hall_id, one.application_id, its.topic
       from json_to_recordset($1::json) as one(place int, hall_id uuid, application_id uuid, topics json)
       cross join lateral (
         select topic from intake_topics known
         where known.hall_id = one.hall_id and known.application_id = one.application_id
         union select value from json_array_elements_text(one.topics)
       ) as its
       where (
         select 1 from intakes
         where intakes.hall_id = one.hall_id and intakes.application_id = one.application_id limit 1
       ) is not null
       order by one.place, its.topic
     ) as again
     on conflict (hall_id, application_id, topic) do update set listed = excluded.listed`,
    [JSON.stringify([...changed.values()].map((one) => ({ ...one, topics: [...one.topics] })))],
  );
}

/** Newer acts count. A station that never stops acting, or sends one act of megabytes, must not slow a list down. */
const MAX_ACTS = 100;
const MAX_ACT_BYTES = 200_000;

/**
 * Completes applications of `next`, row by row. Each part is looked up by itself, behind a limit that the planner cannot
 * take apart: without statistics it would join whole tables.
 */
const COMPLETED = `
  select next.listed, next.application_id, acceptance_number, hall, station, ${asInstant("accepted_at")} as accepted_at,
    ended_as, payload, (
      select coalesce(json_agg(json_build_array(sequence, kind, payload) order by sequence, position), '[]')::text from (
        select sequence, position, kind, payload from entries
        where entries.application_id = next.application_id and entries.hall_id = next.hall_id
          and kind <> 'application.accepted' and octet_length(payload) <= ${MAX_ACT_BYTES}
        order by sequence desc limit ${MAX_ACTS}
      ) as newest
    ) as acts
  from next
  cross join lateral (
    select acceptance_number, accepted_at, ended_as, station_id, entry_key from intakes
    where intakes.hall_id = next.hall_id and intakes.application_id = next.application_id limit 1
  ) as intake
  cross join lateral (
    select payload from entries where entries.hall_id = next.hall_id and entries.key = intake.entry_key limit 1
  ) as acceptance
  cross join lateral (select name as hall from halls where halls.id = next.hall_id limit 1) as its_hall
  cross join lateral (
    select name as station from stations
    where stations.hall_id = next.hall_id and stations.id = intake.station_id limit 1
  ) as its_station
  order by next.listed`;

/** Reads each hall's part of the list from its own end of the index, and joins the ends. */
const NEXT = `with next as materialized (
    select place.* from party_halls
    cross join lateral (
      select hall_id, application_id, listed from intake_topics
      where intake_topics.hall_id = party_halls.hall_id and topic = $2 and listed > $3
      order by listed limit $4
    ) as place
    where party_id = $1 order by place.listed limit $4
  )`;

const applicationOf = (row: Row): ListedApplication => {
  const acts = JSON.parse(textOf(row, "acts")) as [sequence: number, kind: string, payload: string][];
  return {
    listed: wholeOf(row, "listed"),
    line: {
      applicationId: textOf(row, "application_id"),
      acceptanceNumber: textOf(row, "acceptance_number"),
      hall: textOf(row, "hall"),
      window: textOf(row, "station"),
      acceptedAt: textOf(row, "accepted_at"),
    },
    over: endOf(row),
    payload: textOf(row, "payload"),
    acts: acts.map(([sequence, kind, payload]) => ({ sequence, kind, payload })),
  };
};

function endOf(row: Row): CaseEnd | null {
  const end = nullableTextOf(row, "ended_as");
  return end === "refused" || end === "withdrawn" || end === "closed" ? end : null;
}

/** An agency's applications after a place in its list, oldest first, of the halls it is registered for. */
export async function listForAgency(
  db: Queryable,
  agency: Agency,
  after: number,
  limit: number,
): Promise<ListedApplication[]> {
  const rows = await db.query(NEXT + COMPLETED, [agency.id, topicOf(agency), after, limit]);
  return rows.map(applicationOf);
}

/** An application in an agency's list: its hall, when it was accepted, and how the case ended. */
export type FoundApplication = { hallId: string; acceptedAt: Instant; over: CaseEnd | null };

/** Finds an application in an agency's list; null for any other application. */
export async function findForAgency(
  db: Queryable,
  agency: Agency,
  applicationId: string,
): Promise<FoundApplication | null> {
  const [row] = await db.query(
    `select its.hall_id, ended_as, ${asInstant("accepted_at")} as accepted_at
     from (select hall_id from entries where application_id = $3 group by hall_id) as its
     cross join lateral (
       select 1 from party_halls where party_id = $1 and party_halls.hall_id = its.hall_id limit 1
     ) as its_agency
     cross join lateral (
       select 1 from intake_topics
       -- Not the bare topic: with it the index by place would fit as well, and be walked.
       where intake_topics.hall_id = its.hall_id and application_id = $3 and topic || '' = $2 limit 1
     ) as its_topic
     cross join lateral (
       select ended_as, accepted_at from intakes
       where intakes.hall_id = its.hall_id and application_id = $3 limit 1
     ) as intake limit 1`,
    [agency.id, topicOf(agency), applicationId],
  );
  return row === undefined
    ? null
    : { hallId: textOf(row, "hall_id"), acceptedAt: textOf(row, "accepted_at"), over: endOf(row) };
}

/** One application of an agency's list, as the list shows it; null for any other application. */
export async function findListed(
  db: Queryable,
  agency: Agency,
  applicationId: string,
): Promise<ListedApplication | null> {
  const found = await findForAgency(db, agency, applicationId);
  if (found === null) return null;
  const [row] = await db.query(
    `with next as (select $1::uuid as hall_id, $2::uuid as application_id, 0 as listed) ${COMPLETED}`,
    [found.hallId, applicationId],
  );
  return row === undefined ? null : applicationOf(row);
}

/** Lists the open applications of a hall anew for an agency that works for it from now on: its cursor may be past them. */
export async function listHallAnew(tx: Queryable, agency: Pick<Agency, "utility">, hallId: string): Promise<void> {
  await tx.query(
    `update intake_topics set listed = nextval('agency_places') where hall_id = $1 and topic = $2 and (
       select 1 from intakes
       where intakes.hall_id = $1 and intakes.application_id = intake_topics.application_id and ended_as is null limit 1
     ) is not null`,
    [hallId, topicOf(agency)],
  );
}
