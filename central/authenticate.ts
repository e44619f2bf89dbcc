import type { FastifyReply } from "fastify";
import type { Centre } from "./centre.ts";
import { EPOCH_HEADER } from "#shared/contract/centre-standing.ts";
import { findPartyByToken, type Party } from "./db/parties.ts";
import { findStationByToken } from "./db/station-tokens.ts";
import type { Station } from "./db/stations.ts";
import type { Instant } from "#shared/time.ts";
import type { Queryable } from "./db/sql.ts";
import { notEnrolled, tooMany } from "./refusal.ts";
import { sha256Hex } from "./secrets.ts";

const BEARER = /^Bearer ([\x21-\x7e]{32,200})$/i;

function refuseFlood(waitSeconds: number | null): void {
  if (waitSeconds !== null) throw tooMany(waitSeconds);
}

/** The station that speaks in a request, and its epoch named on the answer, receipts included. */
export async function authenticateTo(
  { sql, now, callLimit }: Pick<Centre, "sql" | "now" | "callLimit">,
  header: string | undefined,
  reply: FastifyReply,
): Promise<Station> {
  const station = await authenticate(sql, header, now());
  refuseFlood(callLimit(station.id));
  reply.header(EPOCH_HEADER, station.epoch);
  return station;
}

/** The office of the far side that speaks in a request; a station's token is none. */
export async function authenticateParty(
  { sql, callLimit }: Pick<Centre, "sql" | "callLimit">,
  header: string | undefined,
  reply: FastifyReply,
): Promise<Party> {
  const token = BEARER.exec(header ?? "")?.[1];
  const party = token === undefined ? null : await findPartyByToken(sql, sha256Hex(token));
  if (party === null) throw notEnrolled();
  refuseFlood(callLimit(party.id));
  reply.header(EPOCH_HEADER, party.epoch);
  return party;
}

/** The station that an `Authorization` header speaks for; throws a `Refusal` where there is none. Tokens are looked up by hash, so their timing tells nothing. */
async function authenticate(db: Queryable, header: string | undefined, now: Instant): Promise<Station> {
  const token = BEARER.exec(header ?? "")?.[1];
  const station = token === undefined ? null : await findStationByToken(db, sha256Hex(token), now);
  if (station === null) throw notEnrolled();
  return station;
}
