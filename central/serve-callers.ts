import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authenticateParty, authenticateTo } from "./authenticate.ts";
import type { Centre } from "./centre.ts";
import type { Party } from "./db/parties.ts";
import type { Station } from "./db/stations.ts";
import type { Operation } from "./operation.ts";
import { notEnrolled } from "./refusal.ts";

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
export const serveParties = (app: FastifyInstance, centre: Centre, operation: Operation, answer: Answer<Party>): void =>
  serveCallers(app, operation, (token, reply) => authenticateParty(centre, token, reply), answer, {});
