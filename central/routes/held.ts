import type { FastifyInstance } from "fastify";
import { HeldRequest, type HeldAnswer } from "#shared/contract/centre-standing.ts";
import type { Centre } from "#central/centre.ts";
import { readState } from "#central/db/centre-state.ts";
import { listHeld } from "#central/db/held-entries.ts";
import { operations } from "#central/operations.ts";
import { readBody } from "#central/read-input.ts";
import { serveStations } from "#central/serve-callers.ts";

/** Serves which of a station's acknowledged entries are still here; another hall's keys are as unknown as nobody's. */
export function serveHeld(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.held, async (station, request): Promise<HeldAnswer> => {
    const { keys } = readBody(HeldRequest, request.body);
    // The epoch is read first: where a restore comes between, the station sees an epoch that is over and asks again.
    const { epoch, durableThrough } = await readState(centre.sql);
    return { epoch, held: await listHeld(centre.sql, station.hallId, keys, durableThrough) };
  });
}
