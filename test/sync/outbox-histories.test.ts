import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { MemoryOutbox } from "#test/helpers/memory-outbox.ts";
import { outboxEntry } from "#test/helpers/outbox-entry.ts";
import { problemBody, ScriptedCentre, type Move } from "#test/helpers/scripted-centre.ts";

/** Long for loopback even on a busy machine; a history waits for it only where the far end stays silent. */
const DEADLINE_MS = 400;

const moves: Move[] = [
  "accept",
  "accept-then-reset",
  "accept-then-reset-mid-body",
  "reset",
  "silence",
  "no-receipt",
  "html",
  "other-receipt",
  "conflict-same-hash",
  "conflict-same-hash-no-receipt",
  "conflict-other-hash",
  "redirect",
  "not-http",
  "left-out",
  "doubled",
  "foreign",
  "wrong-typed",
  { status: 400, body: problemBody("bad-request") },
  { status: 404, body: "no" },
  { status: 413 },
  { status: 422, body: problemBody("bad-request") },
  { status: 401, body: problemBody("not-enrolled") },
  { status: 429, headers: { "retry-after": "30" }, body: problemBody("too-many") },
  { status: 500 },
  { status: 503, headers: { "retry-after": "5" } },
];
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("pass" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("crash" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("entry" as const),
      application: fc.integer({ min: 1, max: 4 }),
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("clock" as const), minutes: fc.integer({ min: -600, max: 600 }) }),
  },
);

const centre = new ScriptedCentre();
beforeAll(() => centre.open());
afterAll(() => centre.close());

test("whatever the far end answers, every entry ends sent once, quarantined or waiting, in the order of its application", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 14 }),
      fc.array(fc.constantFrom(...moves), { maxLength: 25 }),
      async (steps, answers) => {
        const clock = new HandClock("2026-11-21T08:00:00.000Z");
        const outbox = new MemoryOutbox();
        const sequences = new Map<number, number>();
        const left = [...answers];
        centre.held.clear();
        centre.script = () => left.shift() ?? "accept";
        const make = () =>
          createOutboxWorker({
            port: outbox,
            centre: () => ({
              link: { baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: DEADLINE_MS },
              token: "t",
            }),
            now: clock.now,
            random: () => 0.5,
            setTimer: clock.after,
            changed: () => undefined,
            onError: () => undefined,
          });
        let worker = make();
        let added = 0;
        for (const one of steps) {
          switch (one.kind) {
            case "entry": {
              for (let more = 0; more < one.count; more += 1) {
                const sequence = (sequences.get(one.application) ?? 0) + 1;
                sequences.set(one.application, sequence);
                outbox.add(outboxEntry(one.application, sequence));
                added += 1;
              }
              break;
            }
            case "pass":
              await worker.retryNow();
              break;
            case "crash": {
              // The pass is cut off wherever it is, and a new worker finds what the store holds.
              const cut = worker.retryNow();
              await Promise.race([cut, centre.arrived(centre.seen.length + 1)]);
              await worker.close();
              await cut;
              worker = make();
              break;
            }
            case "clock":
              clock.set(new Date(Date.parse(clock.now()) + one.minutes * 60_000).toISOString());
          }
        }
        await worker.close();

        expect(outbox.entries).toHaveLength(added);
        for (const entry of outbox.entries) {
          const held = centre.held.get(entry.key);
          expect(entry.timesSent).toBe(entry.state === "sent" ? 1 : 0);
          if (entry.state === "sent")
            expect(held).toMatchObject({ payloadHash: entry.payloadHash, receipt: entry.receipt });
          if (entry.state === "quarantined") expect(entry.reason).not.toBeNull();
        }
        for (const application of sequences.keys()) {
          const own = outbox.entries.filter((entry) => entry.id.startsWith(`${application}/`));
          // Sent entries are the first ones, without a gap: nothing overtook one that waits or is quarantined.
          expect(own.map((entry) => entry.state === "sent").join()).toMatch(/^(true,?)*(false,?)*$/);
          const arrived = own.flatMap((entry) => centre.held.get(entry.key) ?? []).sort((a, b) => a.order - b.order);
          expect(arrived.map((held) => held.sequence)).toEqual(arrived.map((_, index) => index + 1));
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("once the far end is well, everything that was not refused arrives", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.constantFrom(
          ...moves.filter(
            (move) =>
              move !== "conflict-other-hash" && !(typeof move === "object" && [400, 413, 422].includes(move.status)),
          ),
        ),
        { maxLength: 12 },
      ),
      async (answers) => {
        const clock = new HandClock("2026-11-21T08:00:00.000Z");
        const outbox = new MemoryOutbox();
        for (let application = 1; application <= 3; application += 1)
          for (let sequence = 1; sequence <= 2; sequence += 1) outbox.add(outboxEntry(application, sequence));
        const left = [...answers];
        centre.held.clear();
        centre.script = () => left.shift() ?? "accept";
        const worker = createOutboxWorker({
          port: outbox,
          centre: () => ({
            link: { baseUrl: centre.url, fetch: globalThis.fetch, deadlineMs: DEADLINE_MS },
            token: "t",
          }),
          now: clock.now,
          random: () => 0.5,
          setTimer: clock.after,
          changed: () => undefined,
          onError: () => undefined,
        });
        for (let pass = 0; pass <= answers.length; pass += 1) await worker.retryNow();
        await worker.close();
        expect(outbox.countByState()).toEqual({ waiting: 0, sending: 0, sent: 6, quarantined: 0 });
        expect(centre.held.size).toBe(6);
      },
    ),
    { numRuns: 60 },
  );
});
