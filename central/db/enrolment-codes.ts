import { timingSafeEqual } from "node:crypto";
import type { Instant } from "../../shared/time.ts";
import { textOf } from "./row.ts";
import type { Queryable } from "./sql.ts";

/** Records the hash of a hall's enrolment code (注册码); the code itself is never stored. Recording it again changes nothing. */
export async function addEnrolmentCode(db: Queryable, hallId: string, codeHash: string, at: Instant): Promise<void> {
  await db.query("insert into enrolment_codes (hall_id, code_hash, created_at) values ($1, $2, $3) on conflict do nothing", [hallId, codeHash, at]);
}

/** The hall whose code has this hash, or null where there is none or it was revoked. */
export async function findHallByCode(db: Queryable, codeHash: string): Promise<string | null> {
  const [row] = await db.query("select hall_id, code_hash from enrolment_codes where code_hash = $1 and revoked_at is null", [codeHash]);
  if (row === undefined) return null;
  // The index already met the hash of a random code, never the code; the last word is still taken in constant time.
  return timingSafeEqual(Buffer.from(textOf(row, "code_hash")), Buffer.from(codeHash)) ? textOf(row, "hall_id") : null;
}
