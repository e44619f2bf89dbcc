import type { FastifyInstance } from "fastify";
import { openApiDocument } from "#central/openapi.ts";
import { operations } from "#central/operations.ts";

/** Serves the OpenAPI document, written once when the centre starts. */
export function serveOpenApi(app: FastifyInstance): void {
  const document = openApiDocument();
  app.route({ method: operations.openapi.method, url: operations.openapi.path, handler: async () => document });
}
