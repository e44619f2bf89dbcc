import type { FastifyInstance } from "fastify";
import type { Standing } from "../../shared/contract/centre-standing.ts";
import { authenticateTo } from "../authenticate.ts";
import type { Centre } from "../centre.ts";
import { currentState } from "../epoch.ts";
import { operations } from "../operations.ts";

/** Serves how the centre stands: a station asks it before it trusts what it was told earlier. */
export function serveStanding(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.standing.method,
    url: operations.standing.path,
    handler: async (request, reply): Promise<Standing> => {
      await authenticateTo(centre.sql, request.headers.authorization, reply);
      return { ...(await currentState(centre.sql, centre.now)), serials: [] };
    },
  });
}
