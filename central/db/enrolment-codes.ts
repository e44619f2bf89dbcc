import { timingSafeEqual } from "node:crypto";
import { StationKind } from "#shared/contract/centre/station.ts";
import type { Instant } from "#shared/time/instant.ts";
import { type Queryable, textOf } from "./sql.ts";

/**
 * An enrolment code (注册码) as the store keeps it: its hash, never the code. It enrols one station of its kind and ends.
 * One without an expiry, as the demonstration has it, enrols any number.
 */
export type NewEnrolmentCode = { hallId: string; codeHash: string; kind: StationKind; expiresAt: Instant | null };

/** Records an enrolment code; recording it again changes nothing. */
export async function addEnrolmentCode(
  db: Queryable,
  { hallId, codeHash, kind, expiresAt }: NewEnrolmentCode,
  at: Instant,
): Promise<void> {
  await db.query(
    `insert into enrolment_codes (hall_id, code_hash, kind, created_at, expires_at, reusable)
     values ($1, $2, $3, $4, $5::timestamptz, $5::timestamptz is null) on conflict do nothing`,
    [hallId, codeHash, kind, at, expiresAt],
  );
}

const IS_VALID = "revoked_at is null and used_at is null and (expires_at is null or expires_at > $2::timestamptz)";

/** Revokes a hall's codes that nobody has used and returns how many; stations enrolled with others stay. */
export async function revokeCodes(db: Queryable, hall: string, at: Instant): Promise<number> {
  const rows = await db.query(
    `update enrolment_codes set revoked_at = $2 from halls
     where halls.id = hall_id and halls.name = $1 and ${IS_VALID} returning code_hash`,
    [hall, at],
  );
  return rows.length;
}

/**
 * Uses up the valid code with this hash, in the caller's transaction: of two stations with one code the second waits and
 * gets null. Null too where the code is unknown, used, revoked or expired.
 */
export async function takeCode(
  tx: Queryable,
  codeHash: string,
  at: Instant,
): Promise<{ hallId: string; kind: StationKind } | null> {
  const [row] = await tx.query(
    `update enrolment_codes set used_at = case when reusable then null else $2::timestamptz end
     where code_hash = $1 and ${IS_VALID} returning hall_id, code_hash, kind`,
    [codeHash, at],
  );
  // The index compares hashes of random codes, never codes; the final comparison still takes constant time.
  return row !== undefined && timingSafeEqual(Buffer.from(textOf(row, "code_hash")), Buffer.from(codeHash))
    ? { hallId: textOf(row, "hall_id"), kind: StationKind.parse(textOf(row, "kind")) }
    : null;
}
