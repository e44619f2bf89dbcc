import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { EPOCH_HEADER } from "#shared/contract/centre/sync-status.ts";
import type { Instant } from "#shared/time/instant.ts";
import { findAgencyByToken, type Agency } from "#central/db/agencies.ts";
import type { Queryable } from "#central/db/sql.ts";
import { findStationByToken, type Station } from "#central/db/stations.ts";
import { sha256Hex } from "#central/lib/secrets.ts";
import type { Centre } from "./centre.ts";
import type { Operation } from "./operation.ts";
import { notEnrolled, tooMany } from "./refusal.ts";

const BEARER = /^Bearer ([\x21-\x7e]{32,200})$/i;

function refuseFlood(waitSeconds: number | null): void {
  if (waitSeconds !== null) throw tooMany(waitSeconds);
}

/** The station that speaks in a request, and its epoch named on the answer, receipts included. */
async function authenticateTo(
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
async function authenticateAgency(
  { sql, callLimit }: Pick<Centre, "sql" | "callLimit">,
  header: string | undefined,
  reply: FastifyReply,
): Promise<Agency> {
  const token = BEARER.exec(header ?? "")?.[1];
  const agency = token === undefined ? null : await findAgencyByToken(sql, sha256Hex(token));
  if (agency === null) throw notEnrolled();
  refuseFlood(callLimit(agency.id));
  reply.header(EPOCH_HEADER, agency.epoch);
  return agency;
}

/** The station that an `Authorization` header speaks for; throws a `Refusal` where there is none. Tokens are looked up by hash, so their timing tells nothing. */
async function authenticate(db: Queryable, header: string | undefined, now: Instant): Promise<Station> {
  const token = BEARER.exec(header ?? "")?.[1];
  const station = token === undefined ? null : await findStationByToken(db, sha256Hex(token), now);
  if (station === null) throw notEnrolled();
  return station;
}

/** Answers one call of a caller that is known; what it resolves with is sent. */
export type Answer<Caller> = (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

type RouteLimits = { bodyLimit?: number };

function serveCallers<Caller>(
  app: FastifyInstance,
  { method, path }: Operation,
  whoCalls: (token: string | undefined, reply: FastifyReply) => Promise<Caller>,
  answer: Answer<Caller>,
  limits: RouteLimits,
): void {
  const callers = new WeakMap<FastifyRequest, { caller: Caller }>();
  app.route({
    method,
    url: path,
    ...limits,
    onRequest: async (request, reply) => {
      callers.set(request, { caller: await whoCalls(request.headers.authorization, reply) });
    },
    handler: async (request, reply) => {
      const known = callers.get(request);
      if (known === undefined) throw notEnrolled();
      return answer(known.caller, request, reply);
    },
  });
}

/** Serves an operation to enrolled stations; the token is looked at before the body is read. */
export const serveStations = (
  app: FastifyInstance,
  centre: Centre,
  operation: Operation,
  answer: Answer<Station>,
  limits: RouteLimits = {},
): void => serveCallers(app, operation, (token, reply) => authenticateTo(centre, token, reply), answer, limits);

/** Serves an operation to the offices of utilities and departments; the token is looked at before the body is read. */
export const serveAgencies = (
  app: FastifyInstance,
  centre: Centre,
  operation: Operation,
  answer: Answer<Agency>,
): void => serveCallers(app, operation, (token, reply) => authenticateAgency(centre, token, reply), answer, {});
