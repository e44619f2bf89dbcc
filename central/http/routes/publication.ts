import type { FastifyInstance } from "fastify";
import type { PublicationText } from "#shared/contract/centre/publications.ts";
import type { Centre } from "#central/http/centre.ts";
import { findPublishedText } from "#central/db/publications.ts";
import { operations } from "#central/http/operations.ts";
import { notPublished } from "#central/http/refusal.ts";
import { readHash } from "#central/http/read-input.ts";
import { serveStations } from "#central/http/authenticate.ts";

/** Serves the text of what was published to the caller's hall (发布件), by its hash. */
export function servePublication(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.publication, async (station, request): Promise<PublicationText> => {
    const hash = readHash("hash", request.params);
    const text = await findPublishedText(centre.sql, station.hallId, hash);
    if (text === null) throw notPublished();
    return { hash, text };
  });
}
