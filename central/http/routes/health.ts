import type { FastifyInstance } from "fastify";
import type { Health } from "#shared/contract/centre/push.ts";
import type { Centre } from "#central/http/centre.ts";
import { readState } from "#central/db/centre-state.ts";
import { operations } from "#central/http/operations.ts";
import { CENTRE_VERSION } from "#central/http/operation.ts";

/** Serves health: 200 while the store answers, else 503 with the same body, which a load balancer understands. */
export function serveHealth(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.health.method,
    url: operations.health.path,
    handler: async (request, reply) => {
      const { store, durable } = centre.sql;
      const state = await readState(centre.sql).catch((error: unknown) => {
        request.log.error({ err: error }, "reading the state of the store for the health check failed");
        return null;
      });
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
