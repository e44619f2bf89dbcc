import { randomUUID } from "node:crypto";
import type { Instant } from "#shared/time/instant.ts";
import { textOf, nullableTextOf } from "./sql.ts";
import type { Queryable } from "./sql.ts";

/** An office of the far side: a utility's (of one utility) or a department's. */
export type Agency = {
  id: string;
  kind: "utility" | "department";
  name: string;
  utility: string | null;
  epoch: string;
};

/** Registers an office for some halls by name, with its token's hash; false where a hall is not known, and then nothing is written. */
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
    "insert into party_halls (party_id, hall_id) select $1, id from halls where name in (select value from json_array_elements_text($2::json)) returning hall_id",
    [id, JSON.stringify(agency.halls)],
  );
  return rows.length === new Set(agency.halls).size;
}

/** Ends an office's right to speak, by its name; false where none of this name has it. What it said stays. */
export async function revokeAgency(db: Queryable, name: string, at: Instant): Promise<boolean> {
  return (
    (
      await db.query("update parties set revoked_at = $2 where name = $1 and revoked_at is null returning id", [
        name,
        at,
      ])
    ).length > 0
  );
}

/** The office that holds the token with this hash, or null where there is none or it was revoked. */
export async function findAgencyByToken(db: Queryable, tokenHash: string): Promise<Agency | null> {
  const [row] = await db.query(
    "select id, kind, name, utility, (select epoch from centre_state) as epoch from parties where token_hash = $1 and revoked_at is null",
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
