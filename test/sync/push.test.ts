import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callCentre, centreUrl } from "#station/sync/transport/call-centre.ts";
import { classify, type CallResult } from "#station/sync/transport/evaluate-call.ts";
import { pushEntry } from "#station/sync/outbox/push.ts";
import { outboxEntry } from "#test/helpers/outbox-entry.ts";
import { problemBody, ScriptedCentre, type Move } from "#test/helpers/scripted-centre.ts";

const NOW = "2026-11-21T08:00:00.000Z";
const entry = outboxEntry(1, 1);
let centre = new ScriptedCentre();

beforeEach(async () => {
  centre = new ScriptedCentre();
  await centre.open();
});
afterEach(() => centre.close());

const link = (deadlineMs = 5_000, baseUrl = centre.url) => ({ baseUrl, fetch: globalThis.fetch, deadlineMs });
async function evaluated(move: Move, deadlineMs?: number): Promise<CallResult> {
  centre.script = () => move;
  return classify(await pushEntry(link(deadlineMs), "token-of-this-station", entry), entry, NOW);
}
const failureOf = (result: CallResult): string =>
  result.kind === "wait" || result.kind === "set-aside" ? `${result.kind}: ${result.failure}` : result.kind;

test("an entry goes out under its key with its token, and the receipt comes back", async () => {
  expect(await evaluated("accept")).toEqual({ kind: "sent", receipt: "R-00000001" });
  expect(centre.seen[0]).toMatchObject({
    method: "PUT",
    path: `/v1/entries/${entry.key}`,
    token: "Bearer token-of-this-station",
    entry: { applicationId: entry.applicationId, sequence: 1, payload: entry.payload, payloadHash: entry.payloadHash },
  });
});

test("sending twice gives the same receipt and one record", async () => {
  expect(await evaluated("accept")).toEqual(await evaluated("accept"));
  expect(centre.held.size).toBe(1);
});

test.each<[string, Move, string]>([
  ["200 without a receipt", "no-receipt", "wait: captive-portal"],
  ["200 with a sign-in page", "html", "wait: captive-portal"],
  ["201 with the receipt of other content", "other-receipt", "wait: server-trouble"],
  ["409 with the same hash and its receipt", "conflict-same-hash", "sent"],
  ["409 with the same hash but no receipt", "conflict-same-hash-no-receipt", "wait: server-trouble"],
  ["409 with another hash", "conflict-other-hash", "set-aside: conflict"],
  ["409 that is not the centre's", { status: 409, body: "<html>" }, "wait: captive-portal"],
  ["400 from the centre", { status: 400, body: problemBody("bad-request") }, "set-aside: refused"],
  ["404 from the centre", { status: 404, body: problemBody("not-found") }, "set-aside: refused"],
  ["404 from a wrong address", { status: 404, body: "Not Found" }, "wait: captive-portal"],
  ["413", { status: 413, body: "too large" }, "set-aside: refused"],
  ["422", { status: 422, body: problemBody("bad-request") }, "set-aside: refused"],
  ["401", { status: 401, body: problemBody("not-enrolled") }, "wait: not-enrolled"],
  ["403", { status: 403 }, "wait: not-enrolled"],
  ["500", { status: 500, body: "oops" }, "wait: server-trouble"],
  ["503", { status: 503, body: problemBody("unavailable") }, "wait: server-trouble"],
  ["511 from a sign-in gate", { status: 511 }, "wait: captive-portal"],
  ["204 without a body", { status: 204 }, "wait: captive-portal"],
  ["a connection that breaks off", "reset", "wait: unreachable"],
  ["an answer that breaks off", "accept-then-reset-mid-body", "wait: unreachable"],
  ["a server that does not speak HTTP", "not-http", "wait: captive-portal"],
])("row 65: %s is evaluated as it should be", async (_name, move, expected) => {
  expect(failureOf(await evaluated(move))).toBe(expected);
});

test("row 65: 407 is a proxy's word, whoever passes it on", () => {
  const result = classify(
    { kind: "answered", status: 407, retryAfter: null, body: { kind: "text", text: "" } },
    entry,
    NOW,
  );
  expect(failureOf(result)).toBe("wait: captive-portal");
});

test("the centre's reason for a refusal is shown with the field it names", async () => {
  const result = await evaluated({ status: 422, body: problemBody("bad-request") });
  expect(result).toMatchObject({ reason: { what: { zh: "中心平台拒收（422）。不行；payload：缺少项目 / missing" } } });
});

test("a hostile refusal cannot flood the page or the row", async () => {
  const body = JSON.stringify({
    code: "bad-request",
    what: { zh: `坏\u202E\u0000${"长".repeat(9_000)}`, en: "x" },
    fields: Array.from({ length: 500 }, () => ({ path: "p", message: "m" })),
    held: null,
  });
  const result = await evaluated({ status: 400, body });
  if (result.kind !== "set-aside") throw new Error(result.kind);
  expect(result.reason.what.zh.length).toBeLessThan(500);
  expect(result.reason.what.zh).not.toMatch(/[\u0000-\u001F\u202E]/);
});

test("Retry-After is read as seconds or as a date, and never for more than an hour", async () => {
  const asked = async (value: string) =>
    evaluated({ status: 429, headers: { "retry-after": value }, body: problemBody("too-many") });
  expect(await asked("120")).toMatchObject({ failure: "too-many", askedMs: 120_000 });
  expect(await asked("Sat, 21 Nov 2026 08:02:00 GMT")).toMatchObject({ askedMs: 120_000 });
  expect(await asked("999999999")).toMatchObject({ askedMs: 3_600_000 });
  expect(await asked("Sat, 21 Nov 2020 08:02:00 GMT")).toMatchObject({ askedMs: 0 });
  expect(await asked("soon")).toMatchObject({ askedMs: null });
});

test("a centre that never answers is given up at the deadline", async () => {
  expect(await evaluated("silence", 100)).toMatchObject({
    failure: "unreachable",
    reason: { what: { zh: expect.stringContaining("规定时间") as string } },
  });
});

test("a body of 1 GB is left at the limit", async () => {
  expect(failureOf(await evaluated("endless", 20_000))).toBe("wait: captive-portal");
  expect(centre.bytesOffered).toBeLessThan(32 * 1_048_576);
});

test("a redirect is not followed, so that neither token nor record goes to another host", async () => {
  expect(failureOf(await evaluated("redirect"))).toBe("wait: captive-portal");
  expect(centre.seen).toHaveLength(1);
});

test("a closed centre is unreachable", async () => {
  const url = centre.url;
  await centre.close();
  expect(failureOf(classify(await pushEntry(link(5_000, url), "t", entry), entry, NOW))).toBe("wait: unreachable");
  await centre.open();
});

test("row 65: a plain port where TLS is expected is a matter of certificate, not of the record", async () => {
  const plain = createServer(
    (socket) =>
      void socket.on("error", () => undefined).once("data", () => socket.end("no TLS here", () => socket.destroy())),
  );
  await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
  const outcome = await pushEntry(
    link(5_000, `https://127.0.0.1:${(plain.address() as AddressInfo).port}`),
    "t",
    entry,
  );
  expect(failureOf(classify(outcome, entry, NOW))).toBe("wait: clock-or-certificate");
  await new Promise((resolve) => plain.close(resolve));
});

test("hanging up gives no outcome at all", async () => {
  const stop = new AbortController();
  centre.script = () => "silence";
  const outcome = pushEntry(link(), "t", entry, { stop: stop.signal });
  await centre.arrived(1);
  stop.abort();
  expect(classify(await outcome, entry, NOW)).toEqual({ kind: "stopped" });
});

test("a wrong address is an outcome, not a crash", async () => {
  expect(
    await callCentre(link(1_000, "not an address"), { method: "GET", path: "/health", token: null, body: null }),
  ).toMatchObject({ kind: "no-answer" });
});

test("a centre under a path keeps its path", () => {
  expect(centreUrl("https://example.org/gov", "/v1/stations")).toBe("https://example.org/gov/v1/stations");
  expect(centreUrl("https://example.org", "/v1/stations")).toBe("https://example.org/v1/stations");
});
