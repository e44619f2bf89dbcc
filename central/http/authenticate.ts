import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { EPOCH_HEADER } from "#shared/contract/centre/sync-status.ts";
import { findAgencyByToken, type Agency } from "#central/db/agencies.ts";
import { findStationByToken, type Station } from "#central/db/stations.ts";
import { sha256Hex } from "#central/lib/secrets.ts";
import type { Centre } from "./centre.ts";
import type { Operation } from "./operation.ts";
import { checkQueryNames } from "./read-input.ts";
import { notEnrolled, notRegistered, type Refusal, tooMany } from "./refusal.ts";
import { type Right, rightAt } from "./rights.ts";
import { kindNotNamed, notForKiosks } from "./station-refusals.ts";

const BEARER = /^Bearer ([\x21-\x7e]{32,200})$/i;

function refuseFlood(waitSeconds: number | null): void {
  if (waitSeconds !== null) throw tooMany(waitSeconds);
}

/** The caller whose token a request carries; `find` looks it up by its hash. Every answer to it names the epoch. */
async function authenticate<Caller extends { id: string; epoch: string }>(
  { callLimit, strangerLimit }: Pick<Centre, "callLimit" | "strangerLimit">,
  request: FastifyRequest,
  reply: FastifyReply,
  { find, refusal }: { find: (tokenHash: string) => Promise<Caller | null>; refusal: () => Refusal },
): Promise<Caller> {
  const token = BEARER.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined) throw refusal();
  const tokenHash = sha256Hex(token);
  refuseFlood(await strangerLimit.waitOf(request.ip, tokenHash));
  const caller = await find(tokenHash);
  if (caller === null) {
    strangerLimit.unknown(request.ip);
    throw refusal();
  }
  refuseFlood(callLimit(caller.id));
  reply.header(EPOCH_HEADER, caller.epoch);
  return caller;
}

/** Answers a call of a known caller; the result is sent. Tokens are looked up by hash, so timing reveals nothing. */
export type Answer<Caller> = (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

type Route<Caller> = {
  operation: Operation;
  findCaller: (request: FastifyRequest, reply: FastifyReply) => Promise<Caller>;
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
      callers.set(request, { caller: await findCaller(request, reply) });
    },
    handler: async (request, reply) => {
      const known = callers.get(request);
      if (known === undefined) throw notEnrolled();
      return answer(known.caller, request, reply);
    },
  });
}

/** A station that calls, and what it gets by this operation. */
export type StationCaller = Station & { right: Exclude<Right, "none"> };

function withRight(station: Station, operation: Operation): StationCaller {
  const right = rightAt(operation, station.kind ?? "unnamed");
  if (right === "none") throw station.kind === null ? kindNotNamed() : notForKiosks();
  return { ...station, right };
}

/** Serves an operation to enrolled stations, as far as the kind of each goes. */
export const serveStations = (
  app: FastifyInstance,
  centre: Centre,
  operation: Operation & { bodyLimit?: number },
  answer: Answer<StationCaller>,
): void =>
  serveCallers(app, {
    operation,
    findCaller: async (request, reply) =>
      withRight(
        await authenticate(centre, request, reply, {
          find: (tokenHash) => findStationByToken(centre.sql, tokenHash, centre.now()),
          refusal: notEnrolled,
        }),
        operation,
      ),
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
    // A station's token is not accepted.
    findCaller: (request, reply) =>
      authenticate(centre, request, reply, {
        find: (tokenHash) => findAgencyByToken(centre.sql, tokenHash, centre.now()),
        refusal: notRegistered,
      }),
    answer: async (agency, request, reply) => {
      checkQueryNames(request.query, operation.query ?? []);
      return answer(agency, request, reply);
    },
  });
