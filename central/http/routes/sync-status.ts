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

/** Serves which of a station's acknowledged entries are still here; another hall's keys are unknown. */
export function serveAccepted(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.accepted, async (station, request): Promise<AcceptedAnswer> => {
    const { keys } = readBody(AcceptedRequest, request.body);
    // The epoch is read first: if a restore comes between, the station sees an old epoch and asks again.
    const { epoch, durableThrough } = await readState(centre.sql);
    return { epoch, held: await listAccepted(centre.sql, station.hallId, keys, durableThrough) };
  });
}

const MAX_SERIALS = 50;

/** Serves the centre's status, which a station reads before it trusts earlier answers. */
export function serveStatus(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.status, async (station, request): Promise<CentreStatus> => {
    // Older stations do not ask for it, and refuse an answer with fields they do not know.
    const wantsNewest = readFlag("newest", request.query);
    // Numbers are in entries, so the newest entries are read first.
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
