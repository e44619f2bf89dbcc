import type { Instant } from "#shared/time/instant.ts";
import { type Queryable, textOf } from "./sql.ts";

const hashesIn = (table: "stations" | "parties"): string => `
  select token_hash as hash from ${table} where revoked_at is null
  union all select next_token_hash from ${table} where revoked_at is null and next_token_hash is not null
  union all select previous_token_hash from ${table}
    where revoked_at is null and previous_token_hash is not null and previous_until > $1::timestamptz`;

/** The hashes of every token that a station or an agency may use now. */
export async function listValidTokens(db: Queryable, now: Instant): Promise<ReadonlySet<string>> {
  const rows = await db.query(`${hashesIn("stations")} union all ${hashesIn("parties")}`, [now]);
  return new Set(rows.map((row) => textOf(row, "hash")));
}
