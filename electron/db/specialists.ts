import type { Span, Specialist, SpecialistDuty } from "#shared/profile/roster.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

type Written = { recordedBy: string; recordedAt: Instant; endedBy: string | null };

/** A span in which a specialist is away (外出、请假). */
export type AbsenceRow = Span & Written & { id: string; specialistId: string };

/** One person's span of duty for a utility (服务专员、替班), with the absences in it. */
export type SpecialistRow = Omit<Specialist, "absences"> & Written & { profileId: string; absences: AbsenceRow[] };

type Row = {
  id: string;
  profile_id: string;
  utility: string;
  duty: SpecialistDuty;
  operator_id: string | null;
  name_sealed: Sealed;
  phone_sealed: Sealed | null;
  organisation: string;
  starts_on: string;
  ends_on: string | null;
  recorded_by: string;
  recorded_at: string;
  ended_by: string | null;
};

const ABSENCE = `id, specialist_id AS specialistId, starts_on AS startsOn, ends_on AS endsOn,
     recorded_by AS recordedBy, recorded_at AS recordedAt, ended_by AS endedBy`;

const fromRow = (row: Row, absences: AbsenceRow[]): SpecialistRow => ({
  id: row.id,
  profileId: row.profile_id,
  utility: row.utility,
  duty: row.duty,
  operatorId: row.operator_id,
  name: unseal(row.name_sealed),
  phone: row.phone_sealed === null ? null : unseal(row.phone_sealed),
  organisation: row.organisation,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  recordedBy: row.recorded_by,
  recordedAt: row.recorded_at,
  endedBy: row.ended_by,
  absences: absences.filter((absence) => absence.specialistId === row.id),
});

/** Everybody who is or was on duty for a locality's utilities, in the order in which they were written. */
export function listSpecialists(db: Db, profileId: string): SpecialistRow[] {
  const rows = prepared<[string], Row>(
    db,
    "SELECT * FROM specialists WHERE profile_id = ? ORDER BY recorded_at, rowid",
  ).all(profileId);
  if (rows.length === 0) return [];
  const absences = prepared<[string], AbsenceRow>(
    db,
    `SELECT ${ABSENCE} FROM absences WHERE specialist_id IN (SELECT id FROM specialists
       WHERE profile_id = ?) ORDER BY starts_on, rowid`,
  ).all(profileId);
  return rows.map((row) => fromRow(row, absences));
}

/** The ids of the duty spans of a person who also signs in here. */
export const listSpecialistIdsOf = (db: Db, operatorId: string): string[] =>
  prepared<[string], { id: string }>(db, "SELECT id FROM specialists WHERE operator_id = ?")
    .all(operatorId)
    .map(({ id }) => id);

/** Records a span of duty. */
export function insertSpecialist(db: Db, row: Omit<SpecialistRow, "endedBy" | "absences">): void {
  prepared(
    db,
    `INSERT INTO specialists (id, profile_id, utility, duty, operator_id, name_sealed, phone_sealed,
       organisation, starts_on, ends_on, recorded_by, recorded_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    row.profileId,
    row.utility,
    row.duty,
    row.operatorId,
    seal(row.name),
    row.phone === null ? null : seal(row.phone),
    row.organisation,
    row.startsOn,
    row.endsOn,
    row.recordedBy,
    row.recordedAt,
  );
}

/**
 * Records an absence. Absences of people from the centre's roster have their own table, as that roster is replaced
 * whole.
 */
export function insertAbsence(db: Db, row: Omit<AbsenceRow, "endedBy">, ofCentre: boolean): void {
  const sql = ofCentre
    ? "INSERT INTO centre_absences (id, specialist_id, starts_on, ends_on, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?)"
    : "INSERT INTO absences (id, specialist_id, starts_on, ends_on, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?)";
  prepared(db, sql).run(row.id, row.specialistId, row.startsOn, row.endsOn, row.recordedBy, row.recordedAt);
}

const END = {
  specialist: "UPDATE specialists SET ends_on = ?, ended_by = ?, ended_at = ? WHERE id = ?",
  absence: "UPDATE absences SET ends_on = ?, ended_by = ?, ended_at = ? WHERE id = ?",
  "centre-absence": "UPDATE centre_absences SET ends_on = ?, ended_by = ?, ended_at = ? WHERE id = ?",
} as const;

/** Ends a span of duty, or an absence, on a day, its last. */
export function endSpecialist(
  db: Db,
  what: keyof typeof END,
  id: string,
  end: { endsOn: LocalDate; by: string; at: Instant },
): void {
  prepared(db, END[what]).run(end.endsOn, end.by, end.at, id);
}
