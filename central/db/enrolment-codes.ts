import { timingSafeEqual } from "node:crypto";
import type { Instant } from "#shared/time/instant.ts";
import { textOf } from "./sql.ts";
import type { Queryable } from "./sql.ts";

/** Records the hash of a hall's enrolment code (注册码); the code itself is never stored. Recording it again changes nothing. */
export async function addEnrolmentCode(
  db: Queryable,
  hallId: string,
  codeHash: string,
  at: Instant,
  expiresAt: Instant | null = null,
): Promise<void> {
  await db.query(
    "insert into enrolment_codes (hall_id, code_hash, created_at, expires_at) values ($1, $2, $3, $4) on conflict do nothing",
    [hallId, codeHash, at, expiresAt],
  );
}

/** Revokes every code of a hall that still counts, and says how many those were; stations enrolled with them stay. */
export async function revokeCodes(db: Queryable, hall: string, at: Instant): Promise<number> {
  const rows = await db.query(
    "update enrolment_codes set revoked_at = $2 from halls where halls.id = hall_id and halls.name = $1 and revoked_at is null and (expires_at is null or expires_at > $2::timestamptz) returning code_hash",
    [hall, at],
  );
  return rows.length;
}

/** The hall whose code has this hash, or null where there is none, it was revoked, or its time is over. */
export async function findHallByCode(db: Queryable, codeHash: string, at: Instant): Promise<string | null> {
  const [row] = await db.query(
    "select hall_id, code_hash from enrolment_codes where code_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2::timestamptz)",
    [codeHash, at],
  );
  if (row === undefined) return null;
  // The index already met the hash of a random code, never the code; the last word is still taken in constant time.
  return timingSafeEqual(Buffer.from(textOf(row, "code_hash")), Buffer.from(codeHash)) ? textOf(row, "hall_id") : null;
}
