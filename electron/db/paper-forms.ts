import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** A numbered blank form printed in advance for an outage (应急纸质单). */
export type PaperForm = {
  number: string;
  profileId: string;
  profileHash: string;
  stationId: string;
  state: "unused" | "used" | "spoiled";
  printedAt: Instant;
  printedBy: string;
  applicationId: string | null;
  changedAt: Instant | null;
  why: string | null;
};

type Row = {
  number: string;
  profile_id: string;
  profile_hash: string;
  station_id: string;
  state: PaperForm["state"];
  printed_at: string;
  printed_by: string;
  application_id: string | null;
  changed_at: string | null;
  why: string | null;
};

const fromRow = (row: Row): PaperForm => ({
  number: row.number,
  profileId: row.profile_id,
  profileHash: row.profile_hash,
  stationId: row.station_id,
  state: row.state,
  printedAt: row.printed_at,
  printedBy: row.printed_by,
  applicationId: row.application_id,
  changedAt: row.changed_at,
  why: row.why,
});

/** Adds a form as it is printed, unused. */
export function insertPaperForm(
  db: Db,
  form: Pick<PaperForm, "number" | "profileId" | "profileHash" | "stationId" | "printedAt" | "printedBy">,
): void {
  prepared(
    db,
    `INSERT INTO paper_forms (number, profile_id, profile_hash, station_id, state, printed_at,
       printed_by) VALUES (?, ?, ?, ?, 'unused', ?, ?)`,
  ).run(form.number, form.profileId, form.profileHash, form.stationId, form.printedAt, form.printedBy);
}

/** The form with this number, or null. */
export function findPaperForm(db: Db, number: string): PaperForm | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM paper_forms WHERE number = ?").get(number);
  return row ? fromRow(row) : null;
}

/** The newest forms in a state, at most `limit`. */
export const listPaperForms = (db: Db, state: PaperForm["state"], limit: number): PaperForm[] =>
  prepared<[string, number], Row>(
    db,
    "SELECT * FROM paper_forms WHERE state = ? ORDER BY printed_at DESC, number LIMIT ?",
  )
    .all(state, limit)
    .map(fromRow);

/** How many forms there are by state. */
export function countPaperForms(db: Db): Record<PaperForm["state"], number> {
  const counts: Record<PaperForm["state"], number> = { unused: 0, used: 0, spoiled: 0 };
  for (const row of prepared<[], { state: PaperForm["state"]; n: number }>(
    db,
    "SELECT state, count(*) AS n FROM paper_forms GROUP BY state",
  ).all())
    counts[row.state] = row.n;
  return counts;
}

/** Marks an unused form as used by an application; false if it is no longer unused. */
export const markPaperUsed = (db: Db, number: string, applicationId: string, at: Instant): boolean =>
  prepared(
    db,
    "UPDATE paper_forms SET state = 'used', application_id = ?, changed_at = ? WHERE number = ? AND state = 'unused'",
  ).run(applicationId, at, number).changes > 0;

/** Marks an unused form as spoiled (作废), with the reason; false if it is no longer unused. */
export const markPaperSpoiled = (db: Db, number: string, why: string, at: Instant): boolean =>
  prepared(
    db,
    "UPDATE paper_forms SET state = 'spoiled', why = ?, changed_at = ? WHERE number = ? AND state = 'unused'",
  ).run(why, at, number).changes > 0;
