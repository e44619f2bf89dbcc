import type { FastifyInstance } from "fastify";
import type { TokenAnswer } from "#shared/contract/centre-token.ts";
import type { Centre } from "#central/centre.ts";
import { offerToken } from "#central/db/station-tokens.ts";
import { operations } from "#central/operations.ts";
import { makeToken, sha256Hex } from "#central/secrets.ts";
import { serveStations } from "#central/serve-callers.ts";

/** Serves a station's change of token (令牌轮换); the new one is told once and counts from its first use. */
export function serveToken(app: FastifyInstance, centre: Centre): void {
  serveStations(app, centre, operations.token, async (station): Promise<TokenAnswer> => {
    const token = makeToken();
    await offerToken(centre.sql, station, sha256Hex(token));
    return { token };
  });
}
