import { createHash, randomUUID } from "node:crypto";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "#station/db/database.ts";
import { insertOutboxEntry } from "#station/db/outbox-entries.ts";
import { outboxPort } from "#station/db/due-entries.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { openStation } from "#station/app/open-station.ts";
import type { CentreLink } from "#station/sync/transport/call-centre.ts";
import { watchCounter } from "#station/sync/start-sync.ts";
import { createOutboxWorker } from "#station/sync/outbox/outbox-worker.ts";
import { enrol } from "#station/sync/transport/enrol.ts";
import { runCentre, startCentreProcess } from "#test/helpers/centre-process.ts";
import { openDatabases } from "#test/helpers/shared-postgres.ts";
import { benchPayload } from "./bench-payload.ts";
import { percentile, plainFigure, type Figure, type Scale } from "./figure.ts";
import { bodyOf, makeStoredStation } from "./stored-hall.ts";

/**
 * An intake comes `everyMs`, much faster than from any clerk, so that sending for some seconds meets hundreds. A small
 * run leaves time between them: on a busy machine sending would never catch up.
 */
const SCALES = {
  full: { queued: 10_000, sizes: [10_000, 50_000], turns: 3, restMs: 3_000, everyMs: 12 },
  small: { queued: 20, sizes: [20], turns: 1, restMs: 100, everyMs: 100 },
};
type Scaled = (typeof SCALES)[Scale];
const FIRST_NEW = 3_000_000;

function queue(db: Db, count: number): void {
  const createdAt = new Date().toISOString();
  db.transaction(() => {
    for (let nth = 0; nth < count; nth += 1) {
      const payload = benchPayload(nth);
      insertOutboxEntry(db, {
        id: randomUUID(),
        key: randomUUID(),
        kind: "application.accepted",
        applicationId: randomUUID(),
        sequence: 1,
        payload,
        payloadHash: createHash("sha256").update(payload).digest("hex"),
        createdAt,
      });
    }
  })();
  db.pragma("wal_checkpoint(TRUNCATE)");
}

/**
 * Takes applications in while `goesOn`. Answers the seconds of each from the moment it was due, so that a busy host
 * is not flattered.
 */
async function takeIn(
  context: StationContext,
  everyMs: number,
  goesOn: () => boolean,
  next: () => number,
): Promise<number[]> {
  const seconds: number[] = [];
  for (let due = performance.now() + everyMs; goesOn(); due = Math.max(due + everyMs, performance.now())) {
    const body = bodyOf(next());
    await wait(Math.max(0, due - performance.now()));
    submitApplication(context, operatorAt(context), { key: randomUUID(), body });
    seconds.push((performance.now() - due) / 1000);
  }
  return seconds;
}

async function* besideIntakes(
  context: StationContext,
  { queued, turns, restMs, everyMs }: Scaled,
  link: CentreLink,
  token: string,
): AsyncGenerator<Figure> {
  let nth = FIRST_NEW;
  const next = (): number => (nth += 1);
  const [calm, busy]: [number[], number[]] = [[], []];
  let missing = 0;
  const counter = watchCounter(context.events, context.now);
  for (let turn = 0; turn <= turns; turn += 1) {
    const end = performance.now() + restMs;
    const atRest = await takeIn(context, everyMs, () => performance.now() < end, next);
    queue(context.db, queued);
    const worker = createOutboxWorker({
      port: outboxPort(context.db),
      centre: () => ({ link, token }),
      now: context.now,
      random: Math.random,
      setTimer: () => () => undefined,
      changed: () => undefined,
      onError: (error) => process.stderr.write(`${String(error)}\n`),
      isCounterBusy: counter.isBusy,
    });
    let isDone = false;
    const sending = worker.retryNow().finally(() => (isDone = true));
    const beside = await takeIn(context, everyMs, () => !isDone, next);
    missing += Math.max(0, queued - (await sending).sent);
    await worker.close();
    // The first turn warms both up.
    if (turn === 0) continue;
    calm.push(...atRest);
    busy.push(...beside);
  }
  counter.stop();
  const [without, during] = [percentile(calm, 0.99) * 1000, percentile(busy, 0.99) * 1000];
  yield plainFigure("outbox-worker", "an intake at rest, p99", without, "ms");
  yield plainFigure("outbox-worker", `an intake while ${queued} queued records are sent, p99`, during, "ms");
  yield plainFigure("outbox-worker", "what sending adds to an intake's p99", during - without, "ms");
  yield plainFigure("outbox-worker", "records that did not arrive", missing, "records");
}

async function* memoryOf(count: number, link: CentreLink, token: string): AsyncGenerator<Figure> {
  const { dir, remove } = await makeStoredStation(0);
  try {
    const opened = await openStation(dir);
    queue(opened.context.db, count);
    opened.close();
    const child = spawn(
      process.execPath,
      ["--expose-gc", join(import.meta.dirname, "outbox-worker-process.ts"), dir, link.baseUrl],
      { env: { ...process.env, CENTRE_TOKEN: token }, stdio: ["ignore", "pipe", "inherit"] },
    );
    let out = "";
    child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
    await once(child, "close");
    const { sent, before, most, alive } = JSON.parse(out) as Record<"sent" | "before" | "most" | "alive", number>;
    if (sent !== count) throw new Error(`${sent} of ${count} arrived`);
    yield plainFigure("outbox-worker", `memory of a station that sends ${count} records, at most`, most, "MB");
    yield plainFigure("outbox-worker", `memory of a station that sends ${count} records, before`, before, "MB");
    yield plainFigure("outbox-worker", `memory alive after ${count} records`, alive, "MB");
  } finally {
    remove();
  }
}

/**
 * What sending in the background costs the clerk at the same window, and the memory it takes for a short and a long
 * queue. The centre runs on PostgreSQL on this machine.
 */
export async function* benchOutbox(scale: Scale): AsyncGenerator<Figure> {
  const scaled = SCALES[scale];
  const postgres = await openDatabases("on");
  const databaseUrl = await postgres.newDatabase();
  const { enrolmentCode } = JSON.parse(
    (await runCentre(["create-hall", "Bench hall"], { DATABASE_URL: databaseUrl })).out,
  ) as { enrolmentCode: string };
  const centre = await startCentreProcess(["--port", "0"], { DATABASE_URL: databaseUrl });
  const { dir, remove } = await makeStoredStation(0);
  const { context, close } = await openStation(dir);
  try {
    const link = { baseUrl: centre.address.url, fetch: globalThis.fetch, deadlineMs: 30_000 };
    const { token } = await enrol(link, { enrolmentCode, hallName: "Bench hall", stationName: "1" });
    yield* besideIntakes(context, scaled, link, token);
    for (const size of scaled.sizes) yield* memoryOf(size, link, token);
  } finally {
    close();
    remove();
    centre.child.kill("SIGTERM");
    await centre.ended;
    await postgres.stop();
  }
}
