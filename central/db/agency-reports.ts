import type { Instant } from "#shared/time/instant.ts";
import type { Agency } from "./agencies.ts";
import { asInstant, nullableTextOf, type Queryable, type Row, textOf, wholeOf } from "./sql.ts";

/**
 * A report as it arrives (JSON), with the receipt for the first under its key. `report` is what the agency sent, `body`
 * the item that the feed makes of it.
 */
export type NewReport = {
  report: string;
  agencyId: string;
  key: string;
  hallId: string;
  applicationId: string;
  body: string;
  bodyHash: string;
  receipt: string;
  receivedAt: Instant;
};

/** The report stored under an agency's key. */
export type AcceptedReport = { bodyHash: string; receipt: string; receivedAt: Instant };

/** An agency's report as it reads it back. */
export type ReportLine = {
  position: number;
  key: string;
  receipt: string;
  receivedAt: Instant;
  /** Null for one of a release that kept the item only. */
  report: string | null;
  body: string;
};

/** The first of two keys of an advisory lock; the second is the agency's. */
const AGENCY_LOCK = 5_275;

/**
 * One report of an agency at a time, until the transaction ends: each is checked against those before, and their
 * positions become visible in order. Agencies do not wait for each other.
 */
export async function lockReports(tx: Queryable, agencyId: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [AGENCY_LOCK, agencyId]);
}

/** Writes a report. Its key must be free, which {@link lockReports} and {@link findReport} see to. */
export async function addReport(tx: Queryable, report: NewReport): Promise<void> {
  await tx.query(
    `insert into party_reports (party_id, key, hall_id, application_id, body, body_hash, receipt, received_at, report)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      report.agencyId,
      report.key,
      report.hallId,
      report.applicationId,
      report.body,
      report.bodyHash,
      report.receipt,
      report.receivedAt,
      report.report,
    ],
  );
}

/** The report stored under an agency's key; null where there is none. */
export async function findReport(db: Queryable, agencyId: string, key: string): Promise<AcceptedReport | null> {
  const [row] = await db.query(
    `select body_hash, receipt, ${asInstant("received_at")} as received_at
     from party_reports where party_id = $1 and key = $2`,
    [agencyId, key],
  );
  return row === undefined ? null : { bodyHash: textOf(row, "body_hash"), ...receiptOf(row) };
}

const receiptOf = (row: Row) => ({ receipt: textOf(row, "receipt"), receivedAt: textOf(row, "received_at") });

const COLUMNS = `position, key, receipt, ${asInstant("received_at")} as received_at, report, body`;
const lineOf = (row: Row): ReportLine => ({
  position: wholeOf(row, "position"),
  key: textOf(row, "key"),
  ...receiptOf(row),
  report: nullableTextOf(row, "report"),
  body: textOf(row, "body"),
});

/** At most so many of the newest are read; what is older does not count. */
const MAX_OF_CASE = 200;

/** What an agency reported of an application, oldest first. */
export async function listReportsOfCase(
  db: Queryable,
  { agencyId, hallId, applicationId }: Pick<NewReport, "agencyId" | "hallId" | "applicationId">,
): Promise<ReportLine[]> {
  const rows = await db.query(
    `select ${COLUMNS} from (
       select * from party_reports
       -- Not the bare agency and hall: with them the index by position would fit as well, and be walked.
       where application_id = $3 and party_id || '' = $1 and hall_id || '' = $2
       order by position desc limit ${MAX_OF_CASE}
     ) as newest order by position`,
    [agencyId, hallId, applicationId],
  );
  return rows.map(lineOf);
}

/** An agency's reports after a position, in the order in which they were stored. */
export async function listReports(db: Queryable, agency: Agency, after: number, limit: number): Promise<ReportLine[]> {
  const rows = await db.query(
    `select ${COLUMNS} from party_reports where party_id = $1 and position > $2 order by position limit $3`,
    [agency.id, after, limit],
  );
  return rows.map(lineOf);
}

/** Those of the keys under which an agency's report is stored. */
export async function listAcceptedReports(
  db: Queryable,
  agency: Agency,
  keys: readonly string[],
): Promise<{ key: string; receipt: string; receivedAt: Instant }[]> {
  const rows = await db.query(
    `select found.* from json_array_elements_text($2::json) as asked cross join lateral (
       select key, receipt, ${asInstant("received_at")} as received_at from party_reports
       where party_id = $1 and key = asked.value::uuid limit 1
     ) as found`,
    [agency.id, JSON.stringify([...new Set(keys.map((key) => key.toLowerCase()))])],
  );
  return rows.map((row) => ({ key: textOf(row, "key"), ...receiptOf(row) }));
}
