import { afterEach, beforeEach, expect, test } from "vitest";
import { createOutboxWorker, type OutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { createLinkWatch, type LinkWatch } from "#station/sync/transport/reconnect.ts";
import { reachCentre } from "#station/sync/transport/reconnect.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { MemoryOutbox } from "#test/helpers/memory-outbox.ts";
import { outboxEntry } from "#test/helpers/outbox-entry.ts";
import { ScriptedCentre, type Move } from "#test/helpers/scripted-centre.ts";

const HEALTHY: Move = {
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ status: "ok", store: "postgresql", durable: true, version: "1", epoch: null }),
};
const PORTAL: Move = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><title>请先登录</title>",
};

let centre = new ScriptedCentre();
let clock = new HandClock("2026-11-21T08:00:00.000Z");
let outbox = new MemoryOutbox();
let worker: OutboxWorker | null = null;
let watch: LinkWatch | null = null;
let asked = 0;
let answered = 0;
let returns = 0;

beforeEach(async () => {
  centre = new ScriptedCentre();
  await centre.open();
  clock = new HandClock("2026-11-21T08:00:00.000Z");
  outbox = new MemoryOutbox();
  asked = 0;
  answered = 0;
  returns = 0;
});
afterEach(async () => {
  await watch?.close();
  await worker?.close();
  await centre.close();
});

/** Starts both workers; the longest waits of each. */
function startBoth(): OutboxWorker {
  const link = { baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: 5_000 };
  const mine = createOutboxWorker({
    port: outbox,
    centre: () => ({ link, token: "t" }),
    now: clock.now,
    random: () => 1,
    setTimer: clock.after,
    changed: () => undefined,
    onError: (error) => expect(error).toBeUndefined(),
  });
  watch = createLinkWatch({
    isOffline: mine.isOffline,
    async reach() {
      asked += 1;
      const isThere = await reachCentre(link, new AbortController().signal);
      answered += 1;
      return isThere;
    },
    onReconnect() {
      returns += 1;
      mine.onReconnect();
    },
    random: () => 1,
    setTimer: clock.after,
    onError: (error) => expect(error).toBeUndefined(),
  });
  watch.start();
  mine.start();
  worker = mine;
  return mine;
}

/** Turns the clock by some seconds, one after the other, and lets what became due come to its end. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    const before = answered;
    clock.advance(1_000);
    if (worker?.isOffline() === true && (second + 1) % 6 === 0)
      await expect.poll(() => answered).toBeGreaterThan(before);
    await worker?.whenIdle();
    // Whoever was called by the clock sets the next timer before the clock is turned on.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Fails often enough that the next try by the backoff is minutes away. */
async function cutFor(move: Move, fails: number): Promise<OutboxWorker> {
  outbox.add(outboxEntry(1, 1));
  outbox.add(outboxEntry(2, 1));
  centre.script = () => move;
  const mine = startBoth();
  await expect.poll(() => mine.isOffline()).toBe(true);
  for (let nth = 1; nth < fails; nth += 1) await mine.retryNow();
  return mine;
}

test.each<[string, Move]>([
  ["a link that was cut", "reset"],
  ["a login page of the network", PORTAL],
])(
  "row 62: %s is used again within ten seconds of its return, whatever the backoff had come to",
  async (_what, move) => {
    await cutFor(move, 9);
    await pass(12);
    expect(outbox.entries.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    centre.script = ({ method }) => (method === "GET" ? HEALTHY : "accept");
    await pass(10);
    await expect.poll(() => outbox.entries.map(({ state }) => state)).toEqual(["sent", "sent"]);
    expect(returns).toBe(1);
  },
);

test("row 62: where the centre answers and records are broken off, the backoff stays in force", async () => {
  outbox.add(outboxEntry(1, 1));
  outbox.add(outboxEntry(2, 1));
  centre.script = ({ method }) => (method === "GET" ? HEALTHY : "reset");
  const mine = startBoth();
  await expect.poll(() => mine.isOffline()).toBe(true);
  await pass(24);
  expect(returns).toBe(0);
});

test("nobody is asked while nothing waits for the link", async () => {
  centre.script = () => "accept";
  outbox.add(outboxEntry(1, 1));
  const mine = startBoth();
  await expect.poll(() => outbox.get("1/1").state).toBe("sent");
  await pass(30);
  expect(mine.isOffline()).toBe(false);
  expect(asked).toBe(0);
});
