import type { FastifyInstance } from "fastify";
import type { TokenAnswer } from "../../shared/contract/centre-token.ts";
import { authenticateTo } from "../authenticate.ts";
import type { Centre } from "../centre.ts";
import { offerToken } from "../db/station-tokens.ts";
import { operations } from "../operations.ts";
import { makeToken, sha256Hex } from "../secrets.ts";

/** Serves a station's change of token (令牌轮换); the new one is told once and counts from its first use. */
export function serveToken(app: FastifyInstance, centre: Centre): void {
  app.route({
    method: operations.token.method,
    url: operations.token.path,
    handler: async (request, reply): Promise<TokenAnswer> => {
      const station = await authenticateTo(centre, request.headers.authorization, reply);
      const token = makeToken();
      await offerToken(centre.sql, station, sha256Hex(token));
      return { token };
    },
  });
}
