import type { FastifyInstance } from "fastify";
import {
  type AcceptedAnswer,
  AcceptedRequest,
  MAX_NEWEST_KEYS,
  type CentreStatus,
} from "#shared/contract/centre/sync-status.ts";
import { readState } from "#central/db/centre-state.ts";
import { listAccepted } from "#central/db/entries.ts";
import { listNewestOwn } from "#central/db/feed-items.ts";
import { listSerials } from "#central/db/serials.ts";
import { currentState } from "#central/domain/epoch.ts";
import { serveStations } from "#central/http/authenticate.ts";
import type { Centre } from "#central/http/centre.ts";
import { operations } from "#central/http/operations.ts";
import { readBody, readFlag } from "#central/http/read-input.ts";

/** Serves which of a station's acknowledged entries are still here; another hall's keys are as unknown as nobody's. */
export function serveAccepted(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.held, async (station, request): Promise<AcceptedAnswer> => {
    const { keys } = readBody(AcceptedRequest, request.body);
    // The epoch is read first: where a restore comes between, the station sees an epoch that is over and asks again.
    const { epoch, durableThrough } = await readState(centre.sql);
    return { epoch, held: await listAccepted(centre.sql, station.hallId, keys, durableThrough) };
  });
}

const MAX_SERIALS = 50;

/** Serves how the centre stands: a station asks it before it trusts what it was told earlier. */
export function serveStatus(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.standing, async (station, request): Promise<CentreStatus> => {
    // Stations of before do not ask for it, and take no answer that holds more than they know.
    const wantsNewest = readFlag("newest", request.query);
    // Numbers stand in entries, so what was taken just now is read first.
    await centre.indexer.catchUp();
    const state = await currentState(centre.sql, centre.now);
    const serials = await listSerials(centre.sql, station.hallId, station.id, MAX_SERIALS);
    return {
      ...state,
      serials,
      ...(wantsNewest ? { newest: await listNewestOwn(centre.sql, station.hallId, station.id, MAX_NEWEST_KEYS) } : {}),
    };
  });
}
