import type { Agency } from "./agencies.ts";
import { APPROVAL_TOPIC, utilityTopic } from "./intakes.ts";
import { asInstant, type Queryable, textOf, wholeOf } from "./sql.ts";

/** An application as an agency's list shows it, with the record it came as. */
export type ListedApplication = {
  listed: number;
  line: { applicationId: string; acceptanceNumber: string; hall: string; window: string; acceptedAt: string };
  payload: string;
};

const topicOf = (agency: Agency): string => (agency.utility === null ? APPROVAL_TOPIC : utilityTopic(agency.utility));

/** An agency's applications after a place in its list, oldest first, of the halls it is registered for. */
export async function listForAgency(
  db: Queryable,
  agency: Agency,
  after: number,
  limit: number,
): Promise<ListedApplication[]> {
  const rows = await db.query(
    `select intake_topics.listed, intakes.application_id, acceptance_number,
       halls.name as hall, stations.name as station, ${asInstant("accepted_at")} as accepted_at, payload
     from intake_topics join party_halls on party_halls.hall_id = intake_topics.hall_id and party_id = $1
     join intakes on intakes.hall_id = intake_topics.hall_id and intakes.application_id = intake_topics.application_id
     join entries on entries.hall_id = intakes.hall_id and entries.key = entry_key
     join halls on halls.id = intakes.hall_id
     join stations on stations.hall_id = intakes.hall_id and stations.id = intakes.station_id
     where topic = $2 and intake_topics.listed > $3 order by intake_topics.listed limit $4`,
    [agency.id, topicOf(agency), after, limit],
  );
  return rows.map((row) => ({
    listed: wholeOf(row, "listed"),
    line: {
      applicationId: textOf(row, "application_id"),
      acceptanceNumber: textOf(row, "acceptance_number"),
      hall: textOf(row, "hall"),
      window: textOf(row, "station"),
      acceptedAt: textOf(row, "accepted_at"),
    },
    payload: textOf(row, "payload"),
  }));
}

/** The hall of an application in an agency's list; null for any other application. */
export async function findHallForAgency(db: Queryable, agency: Agency, applicationId: string): Promise<string | null> {
  const [row] = await db.query(
    `select intake_topics.hall_id from intake_topics
     join party_halls on party_halls.hall_id = intake_topics.hall_id and party_id = $1
     where topic = $2 and application_id = $3 limit 1`,
    [agency.id, topicOf(agency), applicationId],
  );
  return row === undefined ? null : textOf(row, "hall_id");
}
