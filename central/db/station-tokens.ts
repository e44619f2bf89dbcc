import { later, type Instant } from "#shared/time.ts";
import type { Station } from "./stations.ts";
import { textOf } from "./row.ts";
import type { Queryable } from "./sql.ts";

/** How long a token goes on counting once its successor was used: calls under way still carry it. */
const OVERLAP_MS = 600_000;

/** The station that holds the token with this hash, or null where there is none or it was revoked. The first use of a new token makes it the token. */
export async function findStationByToken(db: Queryable, tokenHash: string, now: Instant): Promise<Station | null> {
  const [row] = await db.query(
    `select id, hall_id, next_token_hash = $1 as is_next, (select epoch from centre_state) as epoch from stations
     where (token_hash = $1 or next_token_hash = $1 or (previous_token_hash = $1 and previous_until > $2::timestamptz)) and revoked_at is null`,
    [tokenHash, now],
  );
  if (row === undefined) return null;
  if (row["is_next"] === true) await takeNext(db, tokenHash, now);
  return { id: textOf(row, "id"), hallId: textOf(row, "hall_id"), epoch: textOf(row, "epoch") };
}

/** Of two calls that use it first at once, the second changes nothing. */
async function takeNext(db: Queryable, tokenHash: string, now: Instant): Promise<void> {
  const until = later(now, OVERLAP_MS);
  await db.query(
    "update stations set previous_token_hash = token_hash, previous_until = $2, token_hash = next_token_hash, next_token_hash = null where next_token_hash = $1",
    [tokenHash, until],
  );
}

/** Keeps the hash of a station's next token; the present one counts until that one is first used, so that a lost answer locks nobody out. */
export async function offerToken(db: Queryable, station: Station, tokenHash: string): Promise<void> {
  await db.query("update stations set next_token_hash = $3 where hall_id = $1 and id = $2 and revoked_at is null", [
    station.hallId,
    station.id,
    tokenHash,
  ]);
}
