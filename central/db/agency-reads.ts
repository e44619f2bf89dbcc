import type { Instant } from "#shared/time/instant.ts";
import { asInstant, type Queryable, textOf } from "./sql.ts";

/** Notes that an agency was shown these applications. The log names nobody; this is where it stands who read what. */
export async function noteReads(
  db: Queryable,
  read: { agencyId: string; requestId: string; at: Instant },
  applications: readonly string[],
): Promise<void> {
  if (applications.length === 0) return;
  await db.query(
    `insert into agency_reads (application_id, party_id, read_at, request_id)
     select value::uuid, $2, $3, $4 from json_array_elements_text($1::json)`,
    [JSON.stringify(applications), read.agencyId, read.at, read.requestId],
  );
}

/** Who was shown an application, when, and by which request. */
export type ReadLine = { agency: string; at: Instant; requestId: string };

/** The agencies that were shown an application, oldest first. */
export async function listReads(db: Queryable, applicationId: string): Promise<ReadLine[]> {
  const rows = await db.query(
    `select name, ${asInstant("read_at")} as read_at, request_id
     from agency_reads join parties on parties.id = party_id where application_id = $1 order by position`,
    [applicationId],
  );
  return rows.map((row) => ({
    agency: textOf(row, "name"),
    at: textOf(row, "read_at"),
    requestId: textOf(row, "request_id"),
  }));
}
