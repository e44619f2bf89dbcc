import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { EPOCH_HEADER } from "#shared/contract/centre/sync-status.ts";
import { findAgencyByToken, type Agency } from "#central/db/agencies.ts";
import { findStationByToken, type Station } from "#central/db/stations.ts";
import { sha256Hex } from "#central/lib/secrets.ts";
import type { Centre } from "./centre.ts";
import type { Operation } from "./operation.ts";
import { checkQueryNames } from "./read-input.ts";
import { notEnrolled, notRegistered, tooMany } from "./refusal.ts";

const BEARER = /^Bearer ([\x21-\x7e]{32,200})$/i;

function refuseFlood(waitSeconds: number | null): void {
  if (waitSeconds !== null) throw tooMany(waitSeconds);
}

/** The station that sends a request; every answer to it names the epoch. */
async function authenticateStation(
  { sql, now, callLimit }: Pick<Centre, "sql" | "now" | "callLimit">,
  header: string | undefined,
  reply: FastifyReply,
): Promise<Station> {
  const token = BEARER.exec(header ?? "")?.[1];
  const station = token === undefined ? null : await findStationByToken(sql, sha256Hex(token), now());
  if (station === null) throw notEnrolled();
  refuseFlood(callLimit(station.id));
  reply.header(EPOCH_HEADER, station.epoch);
  return station;
}

/** The agency that sends a request; a station's token is not accepted. */
async function authenticateAgency(
  { sql, now, callLimit }: Pick<Centre, "sql" | "now" | "callLimit">,
  header: string | undefined,
  reply: FastifyReply,
): Promise<Agency> {
  const token = BEARER.exec(header ?? "")?.[1];
  const agency = token === undefined ? null : await findAgencyByToken(sql, sha256Hex(token), now());
  if (agency === null) throw notRegistered();
  refuseFlood(callLimit(agency.id));
  reply.header(EPOCH_HEADER, agency.epoch);
  return agency;
}

/** Answers a call of a known caller; the result is sent. Tokens are looked up by hash, so timing reveals nothing. */
export type Answer<Caller> = (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

type Route<Caller> = {
  operation: Operation;
  findCaller: (authorization: string | undefined, reply: FastifyReply) => Promise<Caller>;
  answer: Answer<Caller>;
  bodyLimit?: number;
};

/** The token is checked before the body is read. */
function serveCallers<Caller>(app: FastifyInstance, { operation, findCaller, answer, bodyLimit }: Route<Caller>): void {
  const callers = new WeakMap<FastifyRequest, { caller: Caller }>();
  app.route({
    method: operation.method,
    url: operation.path,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    onRequest: async (request, reply) => {
      callers.set(request, { caller: await findCaller(request.headers.authorization, reply) });
    },
    handler: async (request, reply) => {
      const known = callers.get(request);
      if (known === undefined) throw notEnrolled();
      return answer(known.caller, request, reply);
    },
  });
}

/** Serves an operation to enrolled stations. */
export const serveStations = (
  app: FastifyInstance,
  centre: Centre,
  operation: Operation & { bodyLimit?: number },
  answer: Answer<Station>,
): void =>
  serveCallers(app, {
    operation,
    findCaller: (authorization, reply) => authenticateStation(centre, authorization, reply),
    answer,
    ...(operation.bodyLimit === undefined ? {} : { bodyLimit: operation.bodyLimit }),
  });

/** Serves an operation to agencies: utility companies and departments. */
export const serveAgencies = (
  app: FastifyInstance,
  centre: Centre,
  operation: Operation,
  answer: Answer<Agency>,
): void =>
  serveCallers(app, {
    operation,
    findCaller: (authorization, reply) => authenticateAgency(centre, authorization, reply),
    answer: async (agency, request, reply) => {
      checkQueryNames(request.query, operation.query ?? []);
      return answer(agency, request, reply);
    },
  });
