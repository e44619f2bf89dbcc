import type { FastifyInstance } from "fastify";
import type { Standing } from "../../shared/contract/centre-standing.ts";
import type { Centre } from "../centre.ts";
import { listSerials } from "../db/serials.ts";
import { currentState } from "../epoch.ts";
import { operations } from "../operations.ts";
import { serveStations } from "../serve-callers.ts";

const MOST_SERIALS = 50;

/** Serves how the centre stands: a station asks it before it trusts what it was told earlier. */
export function serveStanding(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.standing, async (station): Promise<Standing> => {
    // Numbers stand in entries, so what was taken just now is read first.
    await centre.reader.catchUp();
    const state = await currentState(centre.sql, centre.now);
    return { ...state, serials: await listSerials(centre.sql, station.hallId, station.id, MOST_SERIALS) };
  });
}
