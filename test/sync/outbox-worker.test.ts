import { afterEach, beforeEach, expect, test } from "vitest";
import { createOutboxWorker, type OutboxWorker, type OutboxWorkerDeps } from "#station/sync/outbox/outbox-worker.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { MemoryOutbox } from "#test/helpers/memory-outbox.ts";
import { outboxEntry } from "#test/helpers/outbox-entry.ts";
import { problemBody, ScriptedCentre, type Move } from "#test/helpers/scripted-centre.ts";

const START = "2026-11-21T08:00:00.000Z";
let centre = new ScriptedCentre();
let clock = new HandClock(START);
let outbox = new MemoryOutbox();
let workers: OutboxWorker[] = [];
let troubles: unknown[] = [];

beforeEach(async () => {
  centre = new ScriptedCentre();
  await centre.open();
  clock = new HandClock(START);
  outbox = new MemoryOutbox();
  troubles = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.close()));
  workers = [];
  await centre.close();
});

function workerOf(over: Partial<OutboxWorkerDeps> = {}): OutboxWorker {
  const link = { baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: 5_000 };
  const worker = createOutboxWorker({
    port: outbox,
    centre: () => ({ link, token: "t" }),
    now: clock.now,
    random: () => 1,
    setTimer: clock.after,
    changed: () => undefined,
    onError: (error) => troubles.push(error),
    ...over,
  });
  workers.push(worker);
  return worker;
}
const states = (): Record<string, string> => Object.fromEntries(outbox.entries.map((entry) => [entry.id, entry.state]));
const order = (): string[] =>
  centre.seen.map(
    ({ entry }) => outbox.entries.find((one) => one.key !== "" && one.payloadHash === entry?.payloadHash)?.id ?? "?",
  );
test("everything is sent, each application in its order", async () => {
  for (const [application, sequence] of [
    [1, 1],
    [1, 2],
    [2, 1],
    [1, 3],
    [3, 1],
    [2, 2],
  ] as const)
    outbox.add(outboxEntry(application, sequence));
  const result = await workerOf().retryNow();
  expect(result).toEqual({ sent: 6, quarantined: 0, failures: {}, pause: null });
  const seen = order();
  for (const application of [1, 2, 3])
    expect(seen.filter((id) => id.startsWith(`${application}/`))).toEqual(
      seen.filter((id) => id.startsWith(`${application}/`)).toSorted(),
    );
  expect(outbox.get("1/3").receipt).toBe(
    [...centre.held.values()].find((held) => held.payloadHash === outbox.get("1/3").payloadHash)?.receipt,
  );
});

test("an entry is marked sending before the call goes out", async () => {
  outbox.add(outboxEntry(1, 1));
  let atArrival = "";
  centre.script = () => {
    atArrival = outbox.get("1/1").state;
    return "accept";
  };
  await workerOf().retryNow();
  expect(atArrival).toBe("sending");
});

test("a refused entry is quarantined with its reason and blocks only its own application", async () => {
  for (const [application, sequence] of [
    [1, 1],
    [1, 2],
    [2, 1],
  ] as const)
    outbox.add(outboxEntry(application, sequence));
  centre.script = ({ entry }) =>
    entry?.payloadHash === outbox.get("1/1").payloadHash ? { status: 422, body: problemBody("bad-request") } : "accept";
  expect(await workerOf().retryNow()).toMatchObject({ sent: 1, quarantined: 1 });
  expect(states()).toEqual({ "1/1": "quarantined", "1/2": "waiting", "2/1": "sent" });
  expect(outbox.get("1/1").reason).toMatchObject({
    what: { zh: expect.stringContaining("拒收") as string },
    next: { zh: expect.stringContaining("新版本") as string },
  });
});

test("when nobody answers, two tries are made and the rest is spared until the hold ends", async () => {
  for (let application = 1; application <= 50; application += 1) outbox.add(outboxEntry(application, 1));
  centre.script = () => "reset";
  const worker = workerOf();
  const result = await worker.retryNow();
  expect(centre.seen).toHaveLength(2);
  expect(result).toMatchObject({
    sent: 0,
    failures: { unreachable: 2 },
    pause: { failure: "unreachable", pausedUntil: "2026-11-21T08:00:05.000Z" },
  });
  expect(worker.pause()?.reason.next.zh).toContain("网络");
});

test("one record that always breaks the connection does not keep the others from going", async () => {
  for (let application = 1; application <= 20; application += 1) outbox.add(outboxEntry(application, 1));
  centre.script = ({ entry }) => (entry?.payloadHash === outbox.get("1/1").payloadHash ? "reset" : "accept");
  expect(await workerOf().retryNow()).toMatchObject({ sent: 19, failures: { unreachable: 1 }, pause: null });
  expect(outbox.get("1/1")).toMatchObject({ state: "waiting", failure: "unreachable" });
});

test("an answer that was lost on the way is asked for again, and one record results", async () => {
  outbox.add(outboxEntry(1, 1));
  centre.script = (_seen, nth) => (nth === 0 ? "accept-then-reset" : "accept");
  const worker = workerOf();
  await worker.retryNow();
  expect(outbox.get("1/1").state).toBe("waiting");
  await worker.retryNow();
  expect(outbox.get("1/1")).toMatchObject({ state: "sent", receipt: "R-00000001", timesSent: 1 });
  expect(centre.held.size).toBe(1);
});

test("an entry that a crash left sending is sent at the next start", async () => {
  outbox.add(outboxEntry(1, 1));
  outbox.markSending("1/1");
  await workerOf().retryNow();
  expect(outbox.get("1/1").state).toBe("sent");
});

test("two calls at the same time make one pass", async () => {
  for (let application = 1; application <= 10; application += 1) outbox.add(outboxEntry(application, 1));
  const worker = workerOf();
  worker.start();
  worker.wake();
  worker.wake();
  await Promise.all([worker.retryNow(), worker.retryNow()]);
  for (let application = 11; application <= 20; application += 1) outbox.add(outboxEntry(application, 1));
  await Promise.all([worker.retryNow(), worker.retryNow()]);
  expect(centre.seen).toHaveLength(20);
});

test("Retry-After is obeyed: neither the timer nor a new record comes before it", async () => {
  outbox.add(outboxEntry(1, 1));
  let open = false;
  centre.script = () =>
    open ? "accept" : { status: 429, headers: { "retry-after": "1800" }, body: problemBody("too-many") };
  const worker = workerOf({ random: () => 0 });
  worker.start();
  await worker.retryNow();
  const before = centre.seen.length;
  open = true;
  outbox.add(outboxEntry(2, 1));
  // A pass marks what it sends before its first wait, so a try would show at once.
  const tries = (): number[] => outbox.entries.map((entry) => entry.attempts);
  const first = outbox.get("1/1").attempts;
  worker.wake();
  expect(tries()).toEqual([first, 0]);
  for (let minute = 0; minute < 29; minute += 1) {
    clock.advance(60_000);
    expect(tries()).toEqual([first, 0]);
  }
  clock.advance(300_000);
  await centre.arrived(before + 2);
  await worker.close();
  expect(centre.held.size).toBe(2);
});

test("the timer tries again by itself, without a new record", async () => {
  outbox.add(outboxEntry(1, 1));
  centre.script = (_seen, nth) => (nth < 2 ? { status: 500 } : "accept");
  const worker = workerOf();
  worker.start();
  await worker.retryNow();
  expect(centre.seen).toHaveLength(2);
  expect(clock.nextTimerMs).toBeLessThanOrEqual(10_000);
  clock.advance(10_000);
  await centre.arrived(3);
  await worker.retryNow();
  expect(outbox.get("1/1").state).toBe("sent");
  expect(clock.nextTimerMs).toBeNull();
});

test("when the link is back, what waited for it goes at once", async () => {
  for (let application = 1; application <= 3; application += 1) outbox.add(outboxEntry(application, 1));
  let down = true;
  centre.script = () => (down ? "reset" : "accept");
  const worker = workerOf();
  worker.start();
  await worker.retryNow();
  down = false;
  outbox.add(outboxEntry(9, 1));
  const before = centre.seen.length;
  worker.wake();
  await centre.arrived(before + 4);
  await worker.close();
  expect(centre.held.size).toBe(4);
});

test("a clock that was set back does not make records wait for the wrong time to come again", async () => {
  outbox.add(outboxEntry(1, 1));
  let down = true;
  centre.script = () => (down ? "reset" : "accept");
  const worker = workerOf();
  worker.start();
  await worker.retryNow();
  down = false;
  clock.set("2026-11-20T08:00:00.000Z");
  worker.wake();
  await centre.arrived(3);
  await worker.close();
  expect(centre.held.size).toBe(1);
});

test("a station that is not enrolled keeps its records and says so", async () => {
  outbox.add(outboxEntry(1, 1));
  const worker = workerOf({ centre: () => null });
  expect(await worker.retryNow()).toMatchObject({ sent: 0, pause: { failure: "not-enrolled" } });
  expect(outbox.get("1/1")).toMatchObject({ state: "waiting", attempts: 0 });
});

test("a revoked token stops the pass after one try", async () => {
  for (let application = 1; application <= 5; application += 1) outbox.add(outboxEntry(application, 1));
  centre.script = () => ({ status: 401, body: problemBody("not-enrolled") });
  expect(await workerOf().retryNow()).toMatchObject({
    failures: { "not-enrolled": 1 },
    pause: { failure: "not-enrolled" },
  });
  expect(centre.seen).toHaveLength(1);
});

test("closing hangs up and leaves the entry as a crash would", async () => {
  outbox.add(outboxEntry(1, 1));
  centre.script = () => "silence";
  const worker = workerOf();
  worker.start();
  await centre.arrived(1);
  await worker.close();
  expect(outbox.get("1/1").state).toBe("sending");
  expect(clock.nextTimerMs).toBeNull();
  worker.wake();
  expect(centre.seen).toHaveLength(1);
});

test("a store that fails is reported, nothing counts as sent, and the worker tries again", async () => {
  outbox.add(outboxEntry(1, 1));
  let full = true;
  outbox.markSent = (id, receipt) => {
    if (full) throw new Error("disk full");
    MemoryOutbox.prototype.markSent.call(outbox, id, receipt);
  };
  const worker = workerOf();
  worker.start();
  await expect(worker.retryNow()).rejects.toThrow("disk full");
  expect(troubles.length).toBeGreaterThan(0);
  expect(outbox.get("1/1").state).toBe("sending");
  full = false;
  expect(clock.nextTimerMs).toBeLessThanOrEqual(300_000);
  clock.advance(300_000);
  await centre.arrived(3);
  await worker.retryNow();
  expect(outbox.get("1/1")).toMatchObject({ state: "sent", timesSent: 1 });
  expect(centre.held.size).toBe(1);
});

test("every change of status is reported", async () => {
  outbox.add(outboxEntry(1, 1));
  const states: string[] = [];
  await workerOf({ changed: () => void states.push(outbox.get("1/1").state) }).retryNow();
  expect(states).toEqual(["sending", "sent"]);
});

test.each<[Move, number]>([
  ["html", 0],
  ["no-receipt", 0],
])("a sign-in page that answers everything (%s) loses nothing and sets nothing aside", async (move, sent) => {
  for (let application = 1; application <= 5; application += 1) outbox.add(outboxEntry(application, 1));
  centre.script = () => move;
  expect(await workerOf().retryNow()).toMatchObject({ sent, quarantined: 0, pause: { failure: "captive-portal" } });
  expect(outbox.countByState()).toEqual({ waiting: 5, sending: 0, sent: 0, quarantined: 0 });
});

test("after closing, the store is not touched again", async () => {
  outbox.add(outboxEntry(1, 1));
  const worker = workerOf();
  await worker.close();
  outbox.listDue = () => {
    throw new Error("the store is closed");
  };
  outbox.resetWaiting = outbox.listDue as never;
  worker.start();
  worker.wake();
  expect(await worker.retryNow()).toEqual({ sent: 0, quarantined: 0, failures: {}, pause: null });
  expect(troubles).toEqual([]);
});

test("waits grow with each failure, to five minutes", async () => {
  outbox.add(outboxEntry(1, 1));
  centre.script = () => ({ status: 500 });
  const worker = workerOf();
  const waits: number[] = [];
  for (let failure = 0; failure < 8; failure += 1) {
    await worker.retryNow();
    waits.push(Date.parse(outbox.get("1/1").nextTryAt ?? "") - Date.parse(clock.now()));
  }
  expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
});

test("while the link is down the worker sleeps, though untried entries are due", async () => {
  for (let application = 1; application <= 50; application += 1) outbox.add(outboxEntry(application, 1));
  centre.script = () => "reset";
  const worker = workerOf();
  worker.start();
  await worker.retryNow();
  expect(clock.nextTimerMs).toBeGreaterThanOrEqual(5_000);
});

test("an entry written while a pass is under way is tried right after it, though the pass ended in a hold", async () => {
  const worker = workerOf();
  worker.start();
  await worker.retryNow();
  for (const application of [1, 2]) outbox.add(outboxEntry(application, 1));
  centre.script = (_seen, nth) => {
    if (nth === 1) {
      outbox.add(outboxEntry(3, 1));
      worker.wake();
    }
    return "reset";
  };
  expect(await worker.retryNow()).toMatchObject({ pause: { failure: "unreachable" } });
  expect(outbox.get("3/1").attempts).toBe(0);
  expect(clock.nextTimerMs).toBe(0);
});

test("a store that calls something due and lists nothing does not keep the machine busy", async () => {
  outbox.nextDueAt = () => START;
  const worker = workerOf();
  worker.start();
  await worker.retryNow();
  expect(clock.nextTimerMs).toBe(30_000);
});

test("a store that fails just when the clock went back is said as trouble, and nothing is thrown out of a timer", async () => {
  outbox.add(outboxEntry(1, 1));
  centre.script = () => "reset";
  let ring: (() => void) | null = null;
  const worker = workerOf({
    setTimer: (_ms, run) => {
      ring = run;
      return () => undefined;
    },
  });
  worker.start();
  await expect.poll(() => ring).not.toBeNull();
  outbox.resetWaiting = () => {
    throw new Error("disk I/O error");
  };
  clock.set("2026-11-20T08:00:00.000Z");
  expect(() => ring?.()).not.toThrow();
  await expect.poll(() => troubles.map(String)).toContain("Error: disk I/O error");
});
