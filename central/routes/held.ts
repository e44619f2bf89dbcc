import type { FastifyInstance } from "fastify";
import { HeldRequest, type HeldAnswer } from "../../shared/contract/centre-standing.ts";
import { authenticateTo } from "../authenticate.ts";
import type { Centre } from "../centre.ts";
import { readState } from "../db/centre-state.ts";
import { listHeld } from "../db/held-entries.ts";
import { operations } from "../operations.ts";
import { readBody } from "../read-input.ts";

/** Serves which of a station's acknowledged entries are still here; another hall's keys are as unknown as nobody's. */
export function serveHeld(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.held.method,
    url: operations.held.path,
    handler: async (request, reply): Promise<HeldAnswer> => {
      const station = await authenticateTo(centre, request.headers.authorization, reply);
      const { keys } = readBody(HeldRequest, request.body);
      // The epoch is read first: where a restore comes between, the station sees an epoch that is over and asks again.
      const { epoch, durableThrough } = await readState(centre.sql);
      return { epoch, held: await listHeld(centre.sql, station.hallId, keys, durableThrough) };
    },
  });
}
