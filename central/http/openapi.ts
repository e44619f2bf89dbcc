import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { MAX_ATTACHMENT_BYTES } from "#shared/contract/attachments.ts";
import { MAX_PIECE } from "#shared/contract/centre/attachments.ts";
import type { Bilingual } from "#shared/lib/bilingual.ts";
import { CENTRE_VERSION, type Operation } from "./operation.ts";
import { operations } from "./operations.ts";
import { schemas } from "./schemas.ts";

const both = (text: Bilingual): string => `${text.zh} / ${text.en}`;

const content = (schema: string | null, media?: Operation["answers"][number]["media"]) =>
  media !== undefined
    ? { [media]: { schema: { type: "string", ...(media === "text/plain" ? {} : { format: "binary" }) } } }
    : {
        "application/json": {
          schema: schema === null ? { type: "object" } : { $ref: `#/components/schemas/${schema}` },
        },
      };

/** `/v1/entries/:key` as OpenAPI writes it: `/v1/entries/{key}`. */
const template = (path: string): string => path.replaceAll(/:(\w+)/g, "{$1}");

/** Parameters in an address that are no UUID. */
const PARAMETERS: Record<string, object> = {
  projectCode: { type: "string", minLength: 20, maxLength: 24 },
  creditCode: { type: "string", minLength: 18, maxLength: 18 },
  hash: { type: "string", pattern: "^[0-9a-f]{64}$", description: "SHA-256" },
  offset: { type: "integer", minimum: 0, maximum: MAX_ATTACHMENT_BYTES },
};

const parametersOf = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: PARAMETERS[name] ?? { type: "string", format: "uuid" },
  }));

const requestContent = (request: Exclude<Operation["request"], null>) =>
  request === "bytes"
    ? { "application/octet-stream": { schema: { type: "string", format: "binary", maxLength: MAX_PIECE } } }
    : content(request);

/** Calls with a token are limited. */
const TOO_MANY_CALLS: Operation["answers"][number] = {
  schema: "CentreProblem",
  text: { zh: "调用过于频繁，见 Retry-After", en: "Too many calls; see Retry-After" },
};

function describe(operationId: string, operation: Operation) {
  const answers = Object.entries({
    ...operation.answers,
    ...(operation.secured === false ? {} : { 429: TOO_MANY_CALLS }),
  }).map(([status, answer]) => [
    status,
    {
      description: both(answer.text),
      content: content(answer.schema, answer.media),
      ...(status === "429" || (status === "503" && answer.schema === "CentreProblem")
        ? { headers: { "Retry-After": { schema: { type: "integer" }, description: "秒 / seconds" } } }
        : {}),
    },
  ]);
  return {
    operationId,
    summary: both(operation.summary),
    parameters: [
      ...parametersOf(operation.path),
      ...(operation.query ?? []).map((name) => ({
        name,
        in: "query",
        required: false,
        schema: { type: "string", maxLength: 100 },
      })),
    ],
    security: operation.secured === false ? [] : [{ [`${operation.secured}Token`]: [] }],
    ...(operation.request === null
      ? {}
      : { requestBody: { required: true, content: requestContent(operation.request) } }),
    responses: Object.fromEntries(answers),
  };
}

const schemaOf = (schema: z.ZodType) => {
  // The dialect is named once, for the whole document.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12" });
  return rest;
};

/** Writes the contract as an OpenAPI 3.1 document, from the same operations and schemas as the routes. */
function openApiDocument() {
  const paths: Record<string, Record<string, ReturnType<typeof describe>>> = {};
  for (const [id, operation] of Object.entries(operations)) {
    const path = template(operation.path);
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(id, operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "联动报装中心平台 / Liandong centre", version: CENTRE_VERSION },
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    paths,
    components: {
      securitySchemes: {
        stationToken: { type: "http", scheme: "bearer" },
        agencyToken: { type: "http", scheme: "bearer" },
      },
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema)])),
    },
  };
}

/** Serves the OpenAPI document; it is written once, at the start. */
export function serveOpenApi(app: FastifyInstance): void {
  const document = openApiDocument();
  app.route({ method: operations.openapi.method, url: operations.openapi.path, handler: async () => document });
}
