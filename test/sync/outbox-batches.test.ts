import { afterEach, beforeEach, expect, test } from "vitest";
import { createHash } from "node:crypto";
import { createOutboxWorker, type OutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { MemoryOutbox } from "#test/helpers/memory-outbox.ts";
import { outboxEntry } from "#test/helpers/outbox-entry.ts";
import { problemBody, ScriptedCentre, type Move, type Seen } from "#test/helpers/scripted-centre.ts";

const START = "2026-11-21T08:00:00.000Z";
let centre = new ScriptedCentre();
let clock = new HandClock(START);
let outbox = new MemoryOutbox();
let worker: OutboxWorker;

beforeEach(async () => {
  centre = new ScriptedCentre();
  await centre.open();
  clock = new HandClock(START);
  outbox = new MemoryOutbox();
  worker = make();
});
afterEach(async () => {
  await worker.close();
  await centre.close();
});

const make = (): OutboxWorker =>
  createOutboxWorker({
    port: outbox,
    centre: () => ({ link: { baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: 20_000 }, token: "t" }),
    now: clock.now,
    random: () => 1,
    setTimer: clock.after,
    changed: () => undefined,
    onError: () => undefined,
  });
const addApplications = (count: number, from = 1): void => {
  for (let application = from; application < from + count; application += 1) outbox.add(outboxEntry(application, 1));
};
/** The requests as lists of records, in the order in which they came in. */
const calls = (): Seen[][] => [
  ...new Map(centre.seen.map((seen) => [seen.call, centre.seen.filter((other) => other.call === seen.call)])).values(),
];
const idOf = (seen: Pick<Seen, "key">): string => outbox.entries.find((entry) => entry.key === seen.key)?.id ?? "?";
const only = (id: string, move: Move): void => {
  centre.script = ({ key }) => (key === outbox.get(id).key ? move : "accept");
};
const unsent = (): string[] => outbox.entries.filter((entry) => entry.state !== "sent").map((entry) => entry.id);

test("after one record alone, the rest goes two hundred to a call, each with its own receipt", async () => {
  addApplications(450);
  expect(await worker.retryNow()).toEqual({ sent: 450, quarantined: 0, failures: {}, pause: null });
  expect(
    calls()
      .map((call) => call.length)
      .sort((a, b) => a - b),
  ).toEqual([1, 50, 199, 200]);
  expect(calls()[0]?.[0]).toMatchObject({ method: "PUT" });
  expect(calls()[1]?.[0]).toMatchObject({ method: "POST", path: "/v1/entries", token: "Bearer t" });
  for (const entry of outbox.entries)
    expect(centre.held.get(entry.key)).toMatchObject({ receipt: entry.receipt, payloadHash: entry.payloadHash });
});

test("several entries of one application go in one call, in their order", async () => {
  addApplications(1);
  for (const sequence of [3, 1, 2]) outbox.add(outboxEntry(2, sequence));
  outbox.add(outboxEntry(3, 1));
  expect(await worker.retryNow()).toMatchObject({ sent: 5 });
  expect(calls().map((call) => call.map(idOf))).toEqual([["1/1"], ["2/1", "2/2", "2/3", "3/1"]]);
});

test("all of a batch is marked sending before the call goes out", async () => {
  addApplications(10);
  const states: string[] = [];
  centre.script = (seen) => {
    if (seen.method === "POST") states.push(outbox.get(idOf(seen)).state);
    return "accept";
  };
  await worker.retryNow();
  expect(states).toEqual(Array.from({ length: 9 }, () => "sending"));
});

test("a batch is no larger than a megabyte, and a larger record goes alone", async () => {
  addApplications(1);
  const large = (application: number, size: number): void => {
    const payload = JSON.stringify({ text: "x".repeat(size) });
    outbox.add({
      ...outboxEntry(application, 1),
      payload,
      payloadHash: createHash("sha256").update(payload).digest("hex"),
    });
  };
  [2, 3, 4].forEach((application) => large(application, 400_000));
  large(5, 1_500_000);
  addApplications(2, 6);
  expect(await worker.retryNow()).toMatchObject({ sent: 7 });
  expect(
    calls()
      .map((call) => call.map(idOf))
      .sort((a, b) => (a[0] ?? "").localeCompare(b[0] ?? "")),
  ).toEqual([["1/1"], ["2/1", "3/1"], ["4/1"], ["5/1"], ["6/1", "7/1"]]);
});

test("a refused record is quarantined out of its batch; what follows of its application waits without a failure", async () => {
  addApplications(5);
  for (const sequence of [2, 3]) outbox.add(outboxEntry(3, sequence));
  only("3/2", { status: 422, body: problemBody("bad-request") });
  expect(await worker.retryNow()).toMatchObject({ sent: 5, quarantined: 1, failures: {}, pause: null });
  expect(unsent()).toEqual(["3/2", "3/3"]);
  expect(outbox.get("3/2")).toMatchObject({
    state: "quarantined",
    failure: "refused",
    reason: { what: { zh: expect.stringContaining("payload：缺少项目") as string } },
  });
  expect(outbox.get("3/3")).toMatchObject({ state: "waiting", failure: null, nextTryAt: null });
  expect(centre.held.has(outbox.get("3/3").key)).toBe(false);
});

test("a conflict in a batch quarantines its own record; the same content under the key counts as sent", async () => {
  addApplications(5);
  const script: Record<string, Move> = {
    "2/1": "conflict-other-hash",
    "3/1": "conflict-same-hash",
    "4/1": "conflict-same-hash-no-receipt",
  };
  centre.script = (seen) => script[idOf(seen)] ?? "accept";
  expect(await worker.retryNow()).toMatchObject({ sent: 3, quarantined: 1, failures: { "server-trouble": 1 } });
  expect(outbox.get("2/1")).toMatchObject({ state: "quarantined", failure: "conflict" });
  expect(outbox.get("4/1")).toMatchObject({ state: "waiting" });
});

test.each<Move>(["left-out", "doubled", "foreign", "wrong-typed", "other-receipt"])(
  "an answer to a batch that is not right for one record (%s) counts for the others; that one goes again and gets its one receipt",
  async (move) => {
    addApplications(6);
    outbox.add(outboxEntry(4, 2));
    only("4/1", move);
    expect(await worker.retryNow()).toMatchObject({
      sent: 5,
      quarantined: 0,
      failures: { "server-trouble": 1 },
      pause: null,
    });
    expect(unsent()).toEqual(["4/1", "4/2"]);
    centre.script = () => "accept";
    await worker.retryNow();
    expect(unsent()).toEqual([]);
    for (const entry of outbox.entries) {
      expect(entry.timesSent).toBe(1);
      expect(centre.held.get(entry.key)?.receipt).toBe(entry.receipt);
    }
  },
);

test("a record that breaks every connection it travels on costs the others one call each at most, and waits alone", async () => {
  addApplications(300);
  only("50/1", "reset");
  expect(await worker.retryNow()).toMatchObject({ sent: 299, failures: { unreachable: 1 }, pause: null });
  expect(unsent()).toEqual(["50/1"]);
  expect(outbox.entries.filter((entry) => entry.attempts > 2)).toEqual([]);
  const before = centre.seen.length;
  addApplications(50, 301);
  await worker.retryNow();
  expect(unsent()).toEqual(["50/1"]);
  expect(
    centre.seen
      .slice(before)
      .filter((seen) => idOf(seen) === "50/1")
      .map((seen) => seen.method),
  ).toEqual(["PUT"]);
});

test.each<[string, Move]>([
  ["a gate that refuses large bodies (413)", { status: 413 }],
  ["an older centre (404)", { status: 404, body: problemBody("not-found"), whole: true }],
  ["a gate that takes no POST (405)", { status: 405, body: "no" }],
  ["a firewall that answers a page (200 with HTML)", "html"],
  [
    "a centre that finds the batch wrong as a whole (422)",
    { status: 422, body: problemBody("bad-request"), whole: true },
  ],
])(
  "where batches are refused as a whole - %s - nothing is quarantined and every record is sent by itself",
  async (_name, move) => {
    addApplications(120);
    centre.script = ({ method }) => (method === "POST" ? move : "accept");
    expect(await worker.retryNow()).toEqual({ sent: 120, quarantined: 0, failures: {}, pause: null });
    const refused = calls().filter((call) => call[0]?.method === "POST");
    expect(refused.length).toBeLessThan(8);
  },
);

test.each([401, 429])("%i to a batch is about the station: everything waits", async (status) => {
  addApplications(40);
  centre.script = ({ method }) =>
    method === "POST" ? { status, body: problemBody(status === 401 ? "not-enrolled" : "too-many") } : "accept";
  expect(await worker.retryNow()).toMatchObject({
    sent: 1,
    quarantined: 0,
    pause: { failure: status === 401 ? "not-enrolled" : "too-many" },
  });
  expect(calls()).toHaveLength(2);
  expect(outbox.countByState()).toMatchObject({ waiting: 39, sending: 0 });
});

test("when the link goes in the middle, the batches under way wait and two single records find out", async () => {
  addApplications(600);
  centre.script = ({ call }) => (call < 2 ? "accept" : "reset");
  const result = await worker.retryNow();
  expect(result.pause).toMatchObject({ failure: "unreachable" });
  expect(outbox.countByState()).toMatchObject({ sending: 0, quarantined: 0 });
  expect(
    calls()
      .slice(-2)
      .map((call) => call.length),
  ).toEqual([1, 1]);
  centre.script = () => "accept";
  await worker.retryNow();
  expect(unsent()).toEqual([]);
  expect(outbox.entries.every((entry) => entry.timesSent === 1)).toBe(true);
});

test.each<Move>(["accept-then-reset", "accept-then-reset-mid-body"])(
  "a batch that was kept but not answered (%s) is asked for again, and each record has one receipt",
  async (move) => {
    addApplications(60);
    let broken = false;
    centre.script = ({ method }) => {
      if (method === "PUT" || broken) return "accept";
      queueMicrotask(() => (broken = true));
      return move;
    };
    await worker.retryNow();
    expect(unsent()).toEqual([]);
    expect(centre.held.size).toBe(60);
    for (const entry of outbox.entries)
      expect(entry).toMatchObject({ timesSent: 1, receipt: centre.held.get(entry.key)?.receipt });
  },
);

test("closing in the middle of a batch leaves it all sending; the next start sends it under the same keys", async () => {
  addApplications(30);
  centre.script = ({ method }) => (method === "POST" ? "silence" : "accept");
  worker.start();
  await centre.arrived(30);
  await worker.close();
  expect(outbox.countByState()).toMatchObject({ sent: 1, sending: 29 });
  centre.script = () => "accept";
  worker = make();
  await worker.retryNow();
  expect(unsent()).toEqual([]);
  expect(centre.held.size).toBe(30);
});

test("a store that fails while a batch is written down keeps none of it as sent, and it is asked for again", async () => {
  addApplications(20);
  let writes = 0;
  outbox.markSent = (id, receipt) => {
    writes += 1;
    if (writes === 8) throw new Error("disk full");
    MemoryOutbox.prototype.markSent.call(outbox, id, receipt);
  };
  await expect(worker.retryNow()).rejects.toThrow("disk full");
  expect(outbox.countByState()).toMatchObject({ sent: 1, sending: 19 });
  await worker.retryNow();
  expect(unsent()).toEqual([]);
  for (const entry of outbox.entries)
    expect(entry).toMatchObject({ timesSent: 1, receipt: centre.held.get(entry.key)?.receipt });
});
