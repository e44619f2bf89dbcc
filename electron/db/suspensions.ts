import type { SuspensionStep } from "#shared/profile/suspension.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** One step against a utility (责令限期整改、约谈、暂停); `months` belongs to a suspension only. */
export type SuspensionRow = {
  id: string;
  profileId: string;
  utility: string;
  step: SuspensionStep;
  orderNumber: string;
  from: LocalDate;
  months: number | null;
  note: string;
  recordedBy: string;
  recordedAt: Instant;
  rectifiedOn: LocalDate | null;
  liftedBy: string | null;
  liftedAt: Instant | null;
  liftedDocument: string | null;
};

type Row = {
  id: string;
  profile_id: string;
  utility: string;
  step: SuspensionStep;
  order_number: string;
  from_on: string;
  months: number | null;
  note: string;
  recorded_by: string;
  recorded_at: string;
  rectified_on: string | null;
  lifted_by: string | null;
  lifted_at: string | null;
  lifted_document: string | null;
};

const fromRow = (row: Row): SuspensionRow => ({
  id: row.id,
  profileId: row.profile_id,
  utility: row.utility,
  step: row.step,
  orderNumber: row.order_number,
  from: row.from_on,
  months: row.months,
  note: row.note,
  recordedBy: row.recorded_by,
  recordedAt: row.recorded_at,
  rectifiedOn: row.rectified_on,
  liftedBy: row.lifted_by,
  liftedAt: row.lifted_at,
  liftedDocument: row.lifted_document,
});

/** Records a step. */
export function insertSuspension(
  db: Db,
  row: Omit<SuspensionRow, "rectifiedOn" | "liftedBy" | "liftedAt" | "liftedDocument">,
): void {
  prepared(
    db,
    `INSERT INTO suspensions (id, profile_id, utility, step, order_number, from_on, months, note,
       recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    row.profileId,
    row.utility,
    row.step,
    row.orderNumber,
    row.from,
    row.months,
    row.note,
    row.recordedBy,
    row.recordedAt,
  );
}

/** Closes the open steps against a utility and says how many there were. */
export function rectifySuspensions(
  db: Db,
  profileId: string,
  utility: string,
  lift: { rectifiedOn: LocalDate; liftedBy: string; liftedAt: Instant; document: string },
): number {
  return prepared(
    db,
    `UPDATE suspensions SET rectified_on = ?, lifted_by = ?, lifted_at = ?, lifted_document = ?
       WHERE profile_id = ? AND utility = ? AND rectified_on IS NULL`,
  ).run(lift.rectifiedOn, lift.liftedBy, lift.liftedAt, lift.document, profileId, utility).changes;
}

/** Every step on record in a locality, oldest first. */
export function listSuspensions(db: Db, profileId: string): SuspensionRow[] {
  return prepared<[string], Row>(db, "SELECT * FROM suspensions WHERE profile_id = ? ORDER BY recorded_at, id")
    .all(profileId)
    .map(fromRow);
}
