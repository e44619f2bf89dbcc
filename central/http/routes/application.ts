import type { FastifyInstance } from "fastify";
import type { CentreApplication } from "#shared/contract/centre/push.ts";
import type { Centre } from "#central/http/centre.ts";
import { listBegun, listEntries } from "#central/db/entries.ts";
import { operations } from "#central/http/operations.ts";
import { readUuid } from "#central/http/read-input.ts";
import { noSuchApplication } from "#central/http/refusal.ts";
import { serveStations } from "#central/http/authenticate.ts";

/** Serves one application of the caller's own hall, to a kiosk only what it began; payloads stay at the centre. */
export function serveApplication(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.application, async (station, request): Promise<CentreApplication> => {
    const applicationId = readUuid("id", request.params);
    if (station.right === "own" && (await listBegun(centre.sql, station, [applicationId])).size === 0)
      throw noSuchApplication();
    const entries = await listEntries(centre.sql, station.hallId, applicationId);
    if (entries.length === 0) throw noSuchApplication();
    return { applicationId, entries };
  });
}
