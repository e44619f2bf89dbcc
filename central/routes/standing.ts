import type { FastifyInstance } from "fastify";
import { MOST_NEWEST, type Standing } from "#shared/contract/centre-standing.ts";
import type { Centre } from "#central/centre.ts";
import { listNewestOwn } from "#central/db/feed-items.ts";
import { listSerials } from "#central/db/serials.ts";
import { currentState } from "#central/epoch.ts";
import { operations } from "#central/operations.ts";
import { readFlag } from "#central/read-input.ts";
import { serveStations } from "#central/serve-callers.ts";

const MOST_SERIALS = 50;

/** Serves how the centre stands: a station asks it before it trusts what it was told earlier. */
export function serveStanding(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.standing, async (station, request): Promise<Standing> => {
    // Stations of before do not ask for it, and take no answer that holds more than they know.
    const wantsNewest = readFlag("newest", request.query);
    // Numbers stand in entries, so what was taken just now is read first.
    await centre.reader.catchUp();
    const state = await currentState(centre.sql, centre.now);
    const serials = await listSerials(centre.sql, station.hallId, station.id, MOST_SERIALS);
    return {
      ...state,
      serials,
      ...(wantsNewest ? { newest: await listNewestOwn(centre.sql, station.hallId, station.id, MOST_NEWEST) } : {}),
    };
  });
}
