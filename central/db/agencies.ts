import { randomUUID } from "node:crypto";
import { type Instant, later } from "#shared/time/instant.ts";
import { asInstant, nullableTextOf, type Queryable, type Row, textOf } from "./sql.ts";

/** An agency (单位): a utility company, of one utility, or a department. Its tables are named `parties` and `party_…`. */
export type Agency = {
  id: string;
  kind: "utility" | "department";
  name: string;
  utility: string | null;
  epoch: string;
};

/** Registers an agency for the halls named. False where a hall is unknown; the caller then rolls back. */
export async function addAgency(
  tx: Queryable,
  agency: { name: string; utility: string | null; halls: readonly string[]; tokenHash: string },
  at: Instant,
): Promise<boolean> {
  const id = randomUUID();
  await tx.query(
    "insert into parties (id, kind, name, utility, token_hash, created_at) values ($1, $2, $3, $4, $5, $6)",
    [id, agency.utility === null ? "department" : "utility", agency.name, agency.utility, agency.tokenHash, at],
  );
  return (await addAgencyHalls(tx, id, agency.halls)) !== null;
}

/** Revokes an agency's token by its name; false where none of this name has one. Its reports stay. */
export async function revokeAgency(db: Queryable, name: string, at: Instant): Promise<boolean> {
  const rows = await db.query(
    "update parties set revoked_at = $2 where name = $1 and revoked_at is null returning id",
    [name, at],
  );
  return rows.length > 0;
}

/** An agency as an administrator sees it. */
export type AgencyLine = Pick<Agency, "kind" | "name" | "utility"> & {
  halls: string[];
  createdAt: Instant;
  revokedAt: Instant | null;
};

const kindOf = (row: Row): Agency["kind"] => (textOf(row, "kind") === "utility" ? "utility" : "department");

/** Every agency ever registered, by name. */
export async function listAgencies(db: Queryable): Promise<AgencyLine[]> {
  const rows = await db.query(
    `select kind, name, utility, ${asInstant("created_at")} as created_at, ${asInstant("revoked_at")} as revoked_at, (
       select coalesce(json_agg(halls.name order by halls.name), '[]')::text
       from party_halls join halls on halls.id = hall_id where party_id = parties.id
     ) as halls from parties order by name, parties.created_at`,
  );
  return rows.map((row) => ({
    kind: kindOf(row),
    name: textOf(row, "name"),
    utility: nullableTextOf(row, "utility"),
    halls: JSON.parse(textOf(row, "halls")) as string[],
    createdAt: textOf(row, "created_at"),
    revokedAt: nullableTextOf(row, "revoked_at"),
  }));
}

/** The agency that has this name now; null where none has it. */
export async function findAgencyByName(db: Queryable, name: string): Promise<Pick<Agency, "id" | "utility"> | null> {
  const [row] = await db.query("select id, utility from parties where name = $1 and revoked_at is null", [name]);
  return row === undefined ? null : { id: textOf(row, "id"), utility: nullableTextOf(row, "utility") };
}

/** Lets an agency work for further halls; returns those that are new to it, or null where a hall is unknown. */
export async function addAgencyHalls(
  tx: Queryable,
  agencyId: string,
  halls: readonly string[],
): Promise<string[] | null> {
  const known = await tx.query(
    "select id from halls where name in (select value from json_array_elements_text($1::json))",
    [JSON.stringify(halls)],
  );
  if (known.length !== new Set(halls).size) return null;
  const rows = await tx.query(
    `insert into party_halls (party_id, hall_id)
     select $1, value::uuid from json_array_elements_text($2::json) on conflict do nothing returning hall_id`,
    [agencyId, JSON.stringify(known.map((row) => textOf(row, "id")))],
  );
  return rows.map((row) => textOf(row, "hall_id"));
}

/** Stores the hash of an agency's next token; false where no agency has the name. The present one stays valid until its first use. */
export async function offerAgencyToken(db: Queryable, name: string, tokenHash: string): Promise<boolean> {
  const rows = await db.query(
    "update parties set next_token_hash = $2 where name = $1 and revoked_at is null returning id",
    [name, tokenHash],
  );
  return rows.length > 0;
}

/** How long a token stays valid after its successor's first use: calls under way still carry it. */
const OVERLAP_MS = 600_000;

/** The agency whose token has this hash; null where there is none or it is revoked. A new token takes effect at its first use. */
export async function findAgencyByToken(db: Queryable, tokenHash: string, now: Instant): Promise<Agency | null> {
  const [row] = await db.query(
    `select id, kind, name, utility, coalesce(next_token_hash = $1, false) as is_next,
       (select epoch from centre_state) as epoch from parties
     where (token_hash = $1 or next_token_hash = $1 or (previous_token_hash = $1 and previous_until > $2::timestamptz))
       and revoked_at is null`,
    [tokenHash, now],
  );
  if (row === undefined) return null;
  if (row["is_next"] === true)
    await db.query(
      `update parties set previous_token_hash = token_hash, previous_until = $2,
         token_hash = next_token_hash, next_token_hash = null where next_token_hash = $1`,
      [tokenHash, later(now, OVERLAP_MS)],
    );
  return {
    id: textOf(row, "id"),
    kind: kindOf(row),
    name: textOf(row, "name"),
    utility: nullableTextOf(row, "utility"),
    epoch: textOf(row, "epoch"),
  };
}
