import { timingSafeEqual } from "node:crypto";
import type { Instant } from "#shared/time/instant.ts";
import { type Queryable, textOf } from "./sql.ts";

/** An enrolment code (注册码) as the store keeps it: its hash, never the code. Null: it does not expire. */
export type NewEnrolmentCode = { hallId: string; codeHash: string; expiresAt: Instant | null };

/** Records an enrolment code; recording it again changes nothing. */
export async function addEnrolmentCode(
  db: Queryable,
  { hallId, codeHash, expiresAt }: NewEnrolmentCode,
  at: Instant,
): Promise<void> {
  await db.query(
    `insert into enrolment_codes (hall_id, code_hash, created_at, expires_at)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [hallId, codeHash, at, expiresAt],
  );
}

/** Revokes a hall's valid codes and returns how many; stations enrolled with them stay. */
export async function revokeCodes(db: Queryable, hall: string, at: Instant): Promise<number> {
  const rows = await db.query(
    `update enrolment_codes set revoked_at = $2 from halls
     where halls.id = hall_id and halls.name = $1 and revoked_at is null
       and (expires_at is null or expires_at > $2::timestamptz) returning code_hash`,
    [hall, at],
  );
  return rows.length;
}

/** The hall of the valid code with this hash; null where it is unknown, revoked or expired. */
export async function findHallByCode(db: Queryable, codeHash: string, at: Instant): Promise<string | null> {
  const [row] = await db.query(
    `select hall_id, code_hash from enrolment_codes
     where code_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2::timestamptz)`,
    [codeHash, at],
  );
  if (row === undefined) return null;
  // The index compares hashes of random codes, never codes; the final comparison still takes constant time.
  return timingSafeEqual(Buffer.from(textOf(row, "code_hash")), Buffer.from(codeHash)) ? textOf(row, "hall_id") : null;
}
