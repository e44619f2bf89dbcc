import { createHash } from "node:crypto";
import type { Sql } from "#central/db/sql.ts";
import { insertOutboxEntry, type NewOutboxEntry } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import type { Db } from "#station/db/database.ts";
import { createOutboxWorker, type OutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import type { OutboxPort } from "#station/db/outbox-port.ts";
import { makeRng, type Rng } from "#test/helpers/rng.ts";
import { startFaultProxy } from "#test/helpers/fault-proxy.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { DEADLINE_MS, networkFaults } from "./network-faults.ts";

/** A fault put on purpose between the worker and its store: a proof that does not notice it proves nothing. */
export type Plant = (port: OutboxPort) => OutboxPort;

/** A station with a store of its own, and the centre that it sends to; without a plant it is as it is built. */
export type ProofStation = { db: Db; token: string; centreUrl: string; sql: Sql; plant?: Plant };

/** What one seed showed; `wrong` is empty when every entry arrived once, whole and in order, and the station knows it. */
export type NetworkRun = {
  kind: string;
  seed: number;
  entries: number;
  struck: number;
  rounds: number;
  simulatedMs: number;
  wrong: string[];
};

const START = "2026-11-21T08:00:00.000Z";
/** What no later try can mend. */
const IS_FINAL = /^(lost|doubled|altered|another receipt|out of order)/;
/** Waits of a worker before it counts as stuck; each is at most five minutes of the clock in the proof. */
const MAX_ROUNDS = 80;
const ROUND_MS = 20_000;

const uuid = (roll: Rng): string => {
  const hex = Array.from({ length: 32 }, () => roll.below(16).toString(16)).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
};

function someEntries(roll: Rng): NewOutboxEntry[] {
  return Array.from({ length: 1 + roll.below(5) }, () => uuid(roll)).flatMap((applicationId) =>
    Array.from({ length: 1 + roll.below(4) }, (_, at): NewOutboxEntry => {
      const payload = JSON.stringify({
        applicationId,
        sequence: at + 1,
        applicant: "示例龘𠮷公司",
        wish: "水".repeat(roll.below(900)),
      });
      return {
        id: uuid(roll),
        key: uuid(roll),
        kind: at === 0 ? "application.accepted" : "application.changed",
        applicationId,
        sequence: at + 1,
        payload,
        payloadHash: createHash("sha256").update(payload).digest("hex"),
        createdAt: START,
      };
    }),
  );
}

const isDone = (port: OutboxPort): boolean => {
  const counts = port.countByState();
  return counts.waiting + counts.sending === 0;
};

/** Waits for the worker to be done or asleep; false where it is neither after so long. */
async function isIdle(clock: HandClock, port: OutboxPort): Promise<boolean> {
  const end = performance.now() + ROUND_MS;
  while (clock.nextTimerMs === null && !isDone(port)) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return true;
}

type Stored = {
  key: string;
  payload_hash: string;
  receipt: string;
  application_id: string;
  sequence: string | number;
  payload: string;
};

async function findFaults({ db, sql }: ProofStation, entries: readonly NewOutboxEntry[]): Promise<string[]> {
  const wrong: string[] = [];
  const own = db.prepare<[string], { state: string; receipt: string | null }>(
    "SELECT state, receipt FROM outbox_entries WHERE id = ?",
  );
  const applications = [...new Set(entries.map((entry) => entry.applicationId))];
  const stored = (await sql.query(
    `select key, payload_hash, payload, receipt, application_id, sequence from entries
      where application_id in (select value::uuid from json_array_elements_text($1::json)) order by position`,
    [JSON.stringify(applications)],
  )) as Stored[];
  for (const entry of entries) {
    const here = own.get(entry.id);
    const there = stored.filter((row) => row.key === entry.key);
    if (there.length === 0)
      wrong.push(
        here?.state === "sent" ? "lost: sent here, unknown at the centre" : `not arrived: ${here?.state ?? "gone"}`,
      );
    else if (here?.state !== "sent") wrong.push(`stuck: ${here?.state ?? "gone"} here, held at the centre`);
    for (const row of there) {
      if (row.payload_hash !== entry.payloadHash || row.payload !== entry.payload) wrong.push("altered");
      if (here?.state === "sent" && row.receipt !== here.receipt) wrong.push("another receipt");
    }
  }
  if (stored.length > entries.length) wrong.push(`doubled: ${stored.length} at the centre of ${entries.length}`);
  for (const id of applications) {
    const order = stored.filter((row) => row.application_id === id).map((row) => Number(row.sequence));
    if (order.some((sequence, at) => at > 0 && sequence <= (order[at - 1] ?? 0)))
      wrong.push(`out of order: ${order.join(" ")}`);
  }
  return wrong;
}

/**
 * Plays one seed: some entries, a station that sends them through faults, a kill or two during a run, then a quiet
 * network. Nobody presses "retry now".
 */
export async function playNetwork(station: ProofStation, kind: string, seed: number): Promise<NetworkRun> {
  const roll = makeRng(seed * 31 + Object.keys(networkFaults).indexOf(kind));
  const fault = networkFaults[kind];
  if (fault === undefined) throw new Error(`no such fault: ${kind}`);
  const entries = someEntries(roll);
  for (const entry of entries) insertOutboxEntry(station.db, entry);
  const proxy = await startFaultProxy(
    station.centreUrl,
    Array.from({ length: 1 + roll.below(5) }, () => fault(roll)),
  );
  const clock = new HandClock(START);
  const plain = outboxPort(station.db);
  const port = station.plant?.(plain) ?? plain;
  const trouble: string[] = [];
  const begin = (): OutboxWorker => {
    const worker = createOutboxWorker({
      port,
      centre: () => ({
        link: { baseUrl: proxy.url, fetch: globalThis.fetch, deadlineMs: DEADLINE_MS },
        token: station.token,
      }),
      now: clock.now,
      random: () => roll.below(1_000) / 1_000,
      setTimer: clock.after,
      changed: () => undefined,
      onError: (error) => trouble.push(String(error)),
    });
    worker.start();
    return worker;
  };
  let worker = begin();
  let rounds = 0;
  const wrong: string[] = [];
  try {
    for (; !isDone(port) && rounds < MAX_ROUNDS && wrong.length === 0; rounds += 1) {
      if (roll.chance(0.1)) {
        // A kill in mid-pass: what was under way is left as it is, and a new worker finds it.
        await new Promise((resolve) => setTimeout(resolve, roll.below(4)));
        await worker.close();
        worker = begin();
      }
      if (!(await isIdle(clock, port))) wrong.push("the worker neither works nor sleeps");
      // A planted fault that shows is seen; its station may go on to fail for ever.
      else if (station.plant !== undefined && (await findFaults(station, entries)).some((one) => IS_FINAL.test(one)))
        break;
      else if (clock.nextTimerMs !== null) clock.advance(clock.nextTimerMs);
    }
  } finally {
    await worker.close();
    await proxy.close();
  }
  if (rounds === MAX_ROUNDS) wrong.push(`stuck after ${rounds} waits`);
  wrong.push(...trouble, ...(await findFaults(station, entries)));
  return {
    kind,
    seed,
    entries: entries.length,
    struck: proxy.struck(),
    rounds,
    simulatedMs: Date.parse(clock.now()) - Date.parse(START),
    wrong,
  };
}
