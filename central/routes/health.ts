import type { FastifyInstance } from "fastify";
import type { Health } from "../../shared/contract/centre.ts";
import type { Centre } from "../centre.ts";
import { operations } from "../operations.ts";
import { CENTRE_VERSION } from "../version.ts";

/** Serves health: 200 while the store answers, else 503 with the same body, so that a load balancer understands. */
export function serveHealth(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.health.method,
    url: operations.health.path,
    handler: async (_request, reply) => {
      const { store, durable } = centre.sql;
      const answers = await centre.sql.query("select 1").then(
        () => true,
        () => false,
      );
      const health: Health = { status: answers ? "ok" : "degraded", store, durable, version: CENTRE_VERSION };
      return reply.code(answers ? 200 : 503).send(health);
    },
  });
}
