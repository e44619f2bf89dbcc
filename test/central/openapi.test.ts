import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openPglite } from "#central/db/pglite.ts";
import type { Sql } from "#central/db/sql.ts";
import { operations } from "#central/http/operations.ts";
import { schemas } from "#central/http/schemas.ts";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { CENTRE_VERSION } from "#central/http/operation.ts";
import { centrePaths } from "#shared/contract/centre/push.ts";
import { plantPglite } from "#test/helpers/pglite-template.ts";

const Answer = z.object({
  description: z.string().min(1),
  content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })),
});
const Described = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(["path", "query"]), required: z.boolean() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(z.string().regex(/^\d{3}$/), Answer),
});
const Document = z.object({
  openapi: z.literal("3.1.0"),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(
    z.string().startsWith("/"),
    z.record(z.enum(["get", "put", "post"]), Described).or(z.partialRecord(z.enum(["get", "put", "post"]), Described)),
  ),
  components: z.object({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

let dir = "";
let sql: Sql;
let centre: RunningCentre;
let raw: unknown;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "centre-openapi-"));
  await plantPglite(dir);
  sql = await openPglite(dir);
  centre = await startCentre({ sql, port: 0, now: () => "2026-11-20T01:00:00.000Z" });
  raw = await (await fetch(`${centre.url}/openapi.json`)).json();
});

afterAll(async () => {
  await centre?.close();
  await sql?.close();
  rmSync(dir, { recursive: true, force: true });
});

const template = (path: string): string => path.replaceAll(/:(\w+)/g, "{$1}");

test("the document describes every path of the contract and no other", () => {
  const document = Document.parse(raw);
  expect(Object.keys(document.paths).sort()).toEqual(Object.values(centrePaths).map(template).sort());
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map((operation) => operation?.operationId),
  );
  expect(new Set(ids).size).toBe(Object.keys(centrePaths).length);
});

test("every described path is served by its method only", async () => {
  const document = Document.parse(raw);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of ["GET", "PUT", "POST", "DELETE", "PATCH"]) {
      const served = Object.keys(methods).includes(method.toLowerCase());
      const response = await fetch(centre.url + path.replaceAll(/\{\w+\}/g, "0"), { method });
      // Another method is 405 to everyone, and names those that are served; those ask for a token or a body first.
      if (served) expect([200, 400, 401, 422], `${method} ${path}`).toContain(response.status);
      else {
        expect(response.status, `${method} ${path}`).toBe(405);
        expect(response.headers.get("allow")?.toLowerCase().split(", ")).toEqual(Object.keys(methods));
      }
    }
  }
});

test("every schema that is referred to exists and describes something", () => {
  const document = Document.parse(raw);
  const references = [...JSON.stringify(raw).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? "");
  expect(references.length).toBeGreaterThan(10);
  for (const reference of references)
    expect(Object.keys(document.components.schemas)).toContain(reference.replace("#/components/schemas/", ""));
  expect(Object.keys(document.components.schemas).sort()).toEqual(Object.keys(schemas).sort());
  const shapes = Object.values(document.components.schemas).flatMap((schema) =>
    Array.isArray(schema["oneOf"]) ? schema["oneOf"] : [schema],
  );
  for (const shape of shapes) expect(shape).toMatchObject({ type: "object", additionalProperties: false });
});

test("every path parameter is declared, secured paths say so, and refusals are problems", () => {
  const document = Document.parse(raw);
  for (const operation of Object.values(operations)) {
    const described = document.paths[template(operation.path)];
    const one = Object.values(described ?? {})[0];
    const inPath = one?.parameters.filter((each) => each.in === "path") ?? [];
    expect(inPath.map(({ name }) => name)).toEqual([...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
    for (const each of one?.parameters ?? []) expect(each.required).toBe(each.in === "path");
    expect(one?.security).toEqual(operation.secured === false ? [] : [{ [`${operation.secured}Token`]: [] }]);
    // Whoever speaks with a token may be asked to wait.
    expect(Object.keys(one?.responses ?? {})).toEqual(
      [...Object.keys(operation.answers), ...(operation.secured === false ? [] : ["429"])].toSorted(),
    );
  }
  expect(document.components.securitySchemes).toHaveProperty("stationToken");
});

test("the version shown is the package's", () => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync("package.json", "utf8")));
  expect(CENTRE_VERSION).toBe(version);
});
