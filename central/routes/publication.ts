import type { FastifyInstance } from "fastify";
import type { PublicationText } from "../../shared/contract/centre-publication.ts";
import { authenticateTo } from "../authenticate.ts";
import type { Centre } from "../centre.ts";
import { findPublishedText } from "../db/publications.ts";
import { operations } from "../operations.ts";
import { notPublished, wrongFields } from "../refusal.ts";

/** Serves the text of what was published to the caller's hall (发布件), by its hash. */
export function servePublication(app: FastifyInstance, centre: Centre): void {
  app.route<{ Params: { hash: string } }>({
    method: operations.publication.method,
    url: operations.publication.path,
    handler: async (request, reply): Promise<PublicationText> => {
      const station = await authenticateTo(centre, request.headers.authorization, reply);
      const { hash } = request.params;
      if (!/^[0-9a-f]{64}$/.test(hash)) throw wrongFields([{ path: "hash", message: "须为 64 位小写十六进制 / must be 64 lower-case hexadecimal digits" }]);
      const text = await findPublishedText(centre.sql, station.hallId, hash);
      if (text === null) throw notPublished();
      return { hash, text };
    },
  });
}
