import { findStationByToken, type Station } from "./db/stations.ts";
import type { Queryable } from "./db/sql.ts";
import { notEnrolled } from "./refusal.ts";
import { sha256Hex } from "./secrets.ts";

const BEARER = /^Bearer ([\x21-\x7e]{32,200})$/i;

/** The station that an `Authorization` header speaks for; throws a `Refusal` where there is none. Tokens are looked up by hash, so their timing tells nothing. */
export async function authenticate(db: Queryable, header: string | undefined): Promise<Station> {
  const token = BEARER.exec(header ?? "")?.[1];
  const station = token === undefined ? null : await findStationByToken(db, sha256Hex(token));
  if (station === null) throw notEnrolled();
  return station;
}
