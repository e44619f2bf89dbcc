import type { Authority } from "#shared/profile/roster.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** One clerk's authority for one utility (共同授权), and who recorded and ended it. */
export type AuthorityRow = Authority & {
  id: string;
  profileId: string;
  recordedBy: string;
  recordedAt: Instant;
  endedBy: string | null;
};

const COLUMNS = `id, profile_id AS profileId, utility, operator_id AS operatorId, starts_on AS startsOn,
     ends_on AS endsOn, recorded_by AS recordedBy, recorded_at AS recordedAt, ended_by AS endedBy`;

/** The authority register of a locality, in the order in which it was written. */
export const listAuthorities = (db: Db, profileId: string): AuthorityRow[] =>
  prepared<[string], AuthorityRow>(
    db,
    `SELECT ${COLUMNS} FROM authorities WHERE profile_id = ? ORDER BY recorded_at, rowid`,
  ).all(profileId);

/** Records an authority. */
export function insertAuthority(db: Db, row: Omit<AuthorityRow, "endedBy">): void {
  prepared(
    db,
    `INSERT INTO authorities (id, profile_id, utility, operator_id, starts_on, ends_on, recorded_by,
       recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(row.id, row.profileId, row.utility, row.operatorId, row.startsOn, row.endsOn, row.recordedBy, row.recordedAt);
}

/** Ends an authority on a day, its last. */
export function endAuthority(db: Db, id: string, end: { endsOn: LocalDate; by: string; at: Instant }): void {
  prepared(db, "UPDATE authorities SET ends_on = ?, ended_by = ?, ended_at = ? WHERE id = ?").run(
    end.endsOn,
    end.by,
    end.at,
    id,
  );
}
