import type { FastifyInstance } from "fastify";
import type { Health } from "#shared/contract/centre/push.ts";
import type { Centre } from "#central/http/centre.ts";
import { readState } from "#central/db/centre-state.ts";
import { operations } from "#central/http/operations.ts";
import { CENTRE_VERSION } from "#central/http/operation.ts";

/** Serves health: 200 while the store answers, else 503 with the same body, so that a load balancer understands. */
export function serveHealth(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.health.method,
    url: operations.health.path,
    handler: async (_request, reply) => {
      const { store, durable } = centre.sql;
      const state = await readState(centre.sql).catch(() => null);
      const health: Health = {
        status: state === null ? "degraded" : "ok",
        store,
        durable,
        version: CENTRE_VERSION,
        epoch: state?.epoch ?? null,
      };
      return reply.code(state === null ? 503 : 200).send(health);
    },
  });
}
