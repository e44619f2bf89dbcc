import { randomUUID } from "node:crypto";
import type { Instant } from "#shared/time/instant.ts";
import { nullableTextOf, type Queryable, textOf } from "./sql.ts";

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
  const rows = await tx.query(
    `insert into party_halls (party_id, hall_id)
     select $1, id from halls where name in (select value from json_array_elements_text($2::json)) returning hall_id`,
    [id, JSON.stringify(agency.halls)],
  );
  return rows.length === new Set(agency.halls).size;
}

/** Revokes an agency's token by its name; false where none of this name has one. Its reports stay. */
export async function revokeAgency(db: Queryable, name: string, at: Instant): Promise<boolean> {
  const rows = await db.query(
    "update parties set revoked_at = $2 where name = $1 and revoked_at is null returning id",
    [name, at],
  );
  return rows.length > 0;
}

/** The agency whose token has this hash; null where there is none or it is revoked. */
export async function findAgencyByToken(db: Queryable, tokenHash: string): Promise<Agency | null> {
  const [row] = await db.query(
    `select id, kind, name, utility, (select epoch from centre_state) as epoch
     from parties where token_hash = $1 and revoked_at is null`,
    [tokenHash],
  );
  if (row === undefined) return null;
  return {
    id: textOf(row, "id"),
    kind: textOf(row, "kind") === "utility" ? "utility" : "department",
    name: textOf(row, "name"),
    utility: nullableTextOf(row, "utility"),
    epoch: textOf(row, "epoch"),
  };
}
