import type { Instant } from "#shared/time/instant.ts";
import { asInstant, type Queryable, textOf } from "./sql.ts";

/** A report as it arrives, with the receipt for the first under its key. */
export type NewReport = {
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

/** Writes a report once. Null where this call wrote it, else the report already stored under its key. */
export async function addReport(tx: Queryable, report: NewReport): Promise<AcceptedReport | null> {
  const written = await tx.query(
    `insert into party_reports (party_id, key, hall_id, application_id, body, body_hash, receipt, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning key`,
    [
      report.agencyId,
      report.key,
      report.hallId,
      report.applicationId,
      report.body,
      report.bodyHash,
      report.receipt,
      report.receivedAt,
    ],
  );
  if (written.length > 0) return null;
  const stored = await findReport(tx, report.agencyId, report.key);
  if (stored === null) throw new Error("a report is neither new nor stored");
  return stored;
}

/** The report stored under an agency's key; null where there is none. */
export async function findReport(db: Queryable, agencyId: string, key: string): Promise<AcceptedReport | null> {
  const [row] = await db.query(
    `select body_hash, receipt, ${asInstant("received_at")} as received_at
     from party_reports where party_id = $1 and key = $2`,
    [agencyId, key],
  );
  return row === undefined
    ? null
    : {
        bodyHash: textOf(row, "body_hash"),
        receipt: textOf(row, "receipt"),
        receivedAt: textOf(row, "received_at"),
      };
}
