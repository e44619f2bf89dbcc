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
import { startPostgres } from "#test/helpers/postgres.ts";
import { benchPayload } from "./bench-payload.ts";
import { percentile, plainFigure, type Figure } from "./figure.ts";
import { bodyOf, makeStoredStation } from "./stored-hall.ts";

const QUEUED = 10_000;
const SIZES = [10_000, 50_000];
const TURNS = 3;
/** One intake after another, much faster than any clerk, so that sending for some seconds meets hundreds. */
const EVERY_MS = 12;
const REST_MS = 3_000;
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
async function takeIn(context: StationContext, goesOn: () => boolean, next: () => number): Promise<number[]> {
  const seconds: number[] = [];
  for (let due = performance.now() + EVERY_MS; goesOn(); due = Math.max(due + EVERY_MS, performance.now())) {
    const body = bodyOf(next());
    await wait(Math.max(0, due - performance.now()));
    submitApplication(context, operatorAt(context), { key: randomUUID(), body });
    seconds.push((performance.now() - due) / 1000);
  }
  return seconds;
}

async function* besideIntakes(context: StationContext, link: CentreLink, token: string): AsyncGenerator<Figure> {
  let nth = FIRST_NEW;
  const next = (): number => (nth += 1);
  const [calm, busy]: [number[], number[]] = [[], []];
  let missing = 0;
  const counter = watchCounter(context.events, context.now);
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const end = performance.now() + REST_MS;
    const atRest = await takeIn(context, () => performance.now() < end, next);
    queue(context.db, QUEUED);
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
    const beside = await takeIn(context, () => !isDone, next);
    missing += Math.max(0, QUEUED - (await sending).sent);
    await worker.close();
    // The first turn warms both up.
    if (turn === 0) continue;
    calm.push(...atRest);
    busy.push(...beside);
  }
  counter.stop();
  const [without, during] = [percentile(calm, 0.99) * 1000, percentile(busy, 0.99) * 1000];
  yield plainFigure("outbox-worker", "an intake at rest, p99", without, "ms");
  yield plainFigure("outbox-worker", `an intake while ${QUEUED} queued records are sent, p99`, during, "ms");
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
export async function* benchOutbox(): AsyncGenerator<Figure> {
  const postgres = await startPostgres();
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
    yield* besideIntakes(context, link, token);
    for (const size of SIZES) yield* memoryOf(size, link, token);
  } finally {
    close();
    remove();
    centre.child.kill("SIGTERM");
    await centre.ended;
    await postgres.stop();
  }
}
