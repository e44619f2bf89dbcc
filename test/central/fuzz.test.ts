import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCentre, type RunningCentre } from "#central/cli/start-centre.ts";
import { openLog } from "#central/lib/log.ts";
import { CentreProblem, PushBatchAnswer } from "#shared/contract/centre/push.ts";
import { ask, enrol, entryOf, push, sha256 } from "#test/helpers/centre-client.ts";
import { centreStores, type TestStore } from "#test/helpers/centre-stores.ts";
import { sendRaw } from "#test/helpers/raw-request.ts";

const CODE = "test-code-of-hall-one";
const RUNS = 500;
const HASH = "ab".repeat(32);
const ID = "7b0a4f0e-7a58-4a53-9c39-0d7f8a4b1c11";

const nasty = fc.constantFrom(
  "\0",
  "\ud800",
  "a\udfff",
  "𠮷",
  "'; drop table entries; --",
  "%00",
  "__proto__",
  "constructor",
  "=cmd()",
  "<script>",
  "\u202e",
  "1e999",
  "9".repeat(400),
  " ".repeat(5000),
);
const text = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 60 }), fc.uuid());
const scalar: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.constant(2 ** 53),
  fc.constant(-1),
);
const anything = fc.oneof(scalar, fc.jsonValue({ maxDepth: 5 }), fc.array(scalar, { maxLength: 5 }));

/** A sound entry with some fields replaced, dropped or added, so that the fuzz gets past the first check. */
const nearlyEntry = fc
  .record({
    payload: text,
    changes: fc.dictionary(
      fc.oneof(fc.constantFrom("kind", "applicationId", "sequence", "payloadHash", "payload", "__proto__"), text),
      anything,
      { maxKeys: 2 },
    ),
    quoted: fc.boolean(),
  })
  .map(({ payload, changes, quoted }) => {
    const kept = quoted ? JSON.stringify(payload) : payload;
    return { ...entryOf(kept, { payloadHash: sha256(kept) }), ...changes };
  });
/** Two or three of them in one call, one with a key of its own choosing. */
const nearlyBatch = fc.record({
  entries: fc.array(
    fc
      .record({
        key: fc.oneof({ weight: 6, arbitrary: fc.uuid() }, { weight: 1, arbitrary: text }),
        entry: nearlyEntry,
      })
      .map(({ key, entry }) => ({ key, ...entry })),
    { maxLength: 3 },
  ),
});
const nearlyEnrol = fc.record({
  enrolmentCode: fc.oneof(fc.constant(CODE), text),
  hallName: fc.oneof(text, anything),
  stationName: fc.oneof(text, anything),
});

const body = fc.oneof(
  fc.oneof(nearlyEntry, nearlyEnrol, anything).map((value) => Buffer.from(JSON.stringify(value))),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom("{", "[[[[", '{"a":1}}', "﻿{}", "", "null", '{"__proto__":{"x":1}}', "[".repeat(20_000))
    .map((raw) => Buffer.from(raw)),
);
const path = fc.oneof(
  fc.constantFrom(
    "/v1/stations",
    "/v1/stations/token",
    "/v1/standing",
    "/v1/held",
    "/v1/held-attachments",
    `/v1/attachments/${HASH}`,
    `/v1/attachments/${HASH}/pieces/0`,
    `/v1/attachments/${HASH}/pieces/-1`,
    "/v1/attachments/%00/pieces/1e9",
    "/v1/feed",
    "/v1/feed?after=%00",
    `/v1/feed?after=${ID}.999999999999999`,
    "/v1/feed?after=1&after=2",
    "/v1/party/applications",
    `/v1/party/reports/${ID}`,
    "/metrics",
    "/v1/entries",
    `/v1/entries/${ID}`,
    `/v1/applications/${ID}`,
    "/health",
    "/openapi.json",
    "/",
    "//",
    "/v1/entries/",
    "/v1/entries/%00",
    "/v1/entries/%zz",
    "/v1/applications/%F0%9F",
    `/v1/entries/${"a".repeat(300)}`,
    "/v1/entries/../stations",
    "/health?x=%",
    "*",
  ),
  text.map((part) => `/v1/entries/${encodeURIComponent(part.toWellFormed())}`),
  fc.uuid().map((id) => `/v1/entries/${id}`),
);
const method = fc.constantFrom("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "");
const contentType = fc.constantFrom(
  "application/octet-stream",
  "application/json; charset=utf-16",
  "text/plain",
  "multipart/form-data",
  "application/x-www-form-urlencoded",
  "",
  'a/b; c="',
);
const authorization = fc.constantFrom(
  null,
  "Bearer",
  "Bearer \x7f",
  "Basic eDp5",
  `Bearer ${"x".repeat(43)}`,
  `Bearer ${"'or 1=1--".repeat(6)}`,
);
const length = fc.constantFrom("-1", "abc", "1", "99999999999");
const asBody = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

type Request = {
  method: string;
  path: string;
  contentType: string;
  authorization: string | null;
  length: string | null;
  body: Buffer;
};
const OWN = "own";
const sound = { contentType: "application/json", authorization: OWN, length: null };
/** Requests as a station makes them, nearly. */
const nearly: fc.Arbitrary<Request> = fc.oneof(
  fc
    .record({ id: fc.uuid(), entry: nearlyEntry })
    .map(({ id, entry }) => ({ ...sound, method: "PUT", path: `/v1/entries/${id}`, body: asBody(entry) })),
  nearlyBatch.map((asked) => ({ ...sound, method: "POST", path: "/v1/entries", body: asBody(asked) })),
  fc
    .array(fc.oneof(fc.uuid(), anything), { maxLength: 5 })
    .map((keys) => ({ ...sound, method: "POST", path: "/v1/held", body: asBody({ keys }) })),
  fc
    .record({
      applicationId: fc.oneof(fc.uuid(), anything),
      size: fc.oneof(fc.integer({ min: -1, max: 20_000_001 }), anything),
      kind: fc.oneof(fc.constant("file"), anything),
      sheet: fc.oneof(fc.constant(null), anything),
    })
    .map((notice) => ({
      ...sound,
      method: "PUT",
      path: `/v1/attachments/${HASH}`,
      body: asBody({ mime: "image/png", ...notice }),
    })),
  fc
    .record({ offset: fc.oneof(fc.constant(0), fc.integer()), bytes: fc.uint8Array({ maxLength: 300 }) })
    .map(({ offset, bytes }) => ({
      ...sound,
      contentType: "application/octet-stream",
      method: "PUT",
      path: `/v1/attachments/${HASH}/pieces/${offset}`,
      body: Buffer.from(bytes),
    })),
  nearlyEnrol.map((asked) => ({ ...sound, method: "POST", path: "/v1/stations", body: asBody(asked) })),
  path.map((target) => ({ ...sound, method: "GET", path: target, body: Buffer.alloc(0) })),
);
/** One of them with up to two of its parts replaced by something else. */
const request: fc.Arbitrary<Request> = fc
  .tuple(
    nearly,
    fc.record({ method, path, contentType, authorization, length, body }),
    fc.subarray(["method", "path", "contentType", "authorization", "length", "body"] as const, { maxLength: 2 }),
  )
  .map(([base, other, parts]) => ({ ...base, ...Object.fromEntries(parts.map((part) => [part, other[part]])) }));

describe.each(centreStores)("any request at all on $store", ({ open }) => {
  let testStore: TestStore;
  let centre: RunningCentre;
  let token = "";
  const errors: string[] = [];

  beforeAll(async () => {
    testStore = await open();
    centre = await startCentre({
      sql: testStore.sql,
      port: 0,
      now: () => "2026-11-20T01:00:00.000Z",
      enrolmentCodes: [{ hallName: "一号大厅", code: CODE }],
      enrolmentAttemptsPerMinute: 100_000,
      unknownTokensPerMinute: 100_000,
      log: openLog({ write: (line) => void (line.includes('"level":"error"') && errors.push(line)) }),
    });
    token = (await enrol(centre.url, CODE)).token;
  });

  afterAll(async () => {
    await centre?.close();
    await testStore?.remove();
  });

  test(`${RUNS} malformed requests get no answer of 5xx, and each refusal is a problem in two languages`, async () => {
    const statuses = new Map<number | null, number>();
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const who =
          asked.authorization === null
            ? ""
            : `Authorization: ${asked.authorization === OWN ? `Bearer ${token}` : asked.authorization}\r\n`;
        const head =
          `${asked.method} ${asked.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${who}` +
          `Content-Type: ${asked.contentType}\r\nContent-Length: ${asked.length ?? asked.body.length}\r\n\r\n`;
        const answer = await sendRaw(centre.url, Buffer.concat([Buffer.from(head, "latin1"), asked.body]), {
          hangUp: Number(asked.length ?? 0) > asked.body.length,
        });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect(answer.status ?? 0).toBeLessThan(500);
        if (asked.method === "HEAD" || answer.status === null || answer.status < 400) return;
        const problem = CentreProblem.parse(JSON.parse(answer.body));
        expect(problem.what.zh).toMatch(/\p{Script=Han}/u);
        expect(answer.body).not.toMatch(/node_modules|\bat .+:\d+|select |insert /);
      }),
      { numRuns: RUNS },
    );
    expect(errors).toEqual([]);
    // The fuzz is worth something only if it reaches every kind of answer.
    for (const status of [200, 201, 400, 401, 404, 422])
      expect(statuses.get(status) ?? 0, `answers of ${status}`).toBeGreaterThan(0);
    expect((await push(centre.url, token, randomUUID(), entryOf("{}"))).status).toBe(201);
  });

  test("valid bodies with one mistake are refused with a field's name, or stored", async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(nearlyEntry, fc.uuid(), async (entry, key) => {
        const answer = await push(centre.url, token, key, entry);
        seen.add(answer.status);
        expect([200, 201, 409, 422]).toContain(answer.status);
        if (answer.status === 422) expect(CentreProblem.parse(answer.body).fields.length).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
    expect(seen).toContain(201);
    expect(seen).toContain(422);
    expect(errors).toEqual([]);
    expect((await ask(centre.url, "GET", "/health")).status).toBe(200);
  });

  test("a batch with one mistake is answered entry by entry, or refused as a whole", async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(nearlyBatch, async (batch) => {
        const answer = await ask(centre.url, "POST", "/v1/entries", { token, body: batch });
        expect([200, 422]).toContain(answer.status);
        if (answer.status !== 200) return;
        const { answers } = PushBatchAnswer.parse(answer.body);
        expect(answers.map(({ key }) => key)).toEqual(batch.entries.map(({ key }) => key.toLowerCase()));
        for (const { outcome } of answers) outcomes.add(outcome);
      }),
      { numRuns: RUNS / 2 },
    );
    expect(outcomes).toContain("held");
    expect(outcomes).toContain("refused");
    expect(errors).toEqual([]);
  });

  test("headers over the limit and a body of twenty megabytes are refused without harm", async () => {
    const long = await sendRaw(
      centre.url,
      Buffer.from(`GET /health HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(20_000)}\r\n\r\n`),
    );
    expect(long.status).toBe(431);
    expect(CentreProblem.parse(JSON.parse(long.body)).code).toBe("bad-request");
    const huge = await push(centre.url, token, randomUUID(), { junk: "a".repeat(20_000_000) });
    expect(huge.status).toBe(413);
    const unannounced: RequestInit & { duplex: "half" } = {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: new Blob(["a".repeat(20_000_000)]).stream(),
      duplex: "half",
    };
    const chunked = await fetch(`${centre.url}/v1/entries/${randomUUID()}`, unannounced);
    expect(chunked.status).toBe(413);
    expect((await ask(centre.url, "GET", "/health")).status).toBe(200);
  });
});
