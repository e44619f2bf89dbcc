import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { migrate } from "#central/db/migrate.ts";
import { openPostgres } from "#central/db/postgres.ts";
import type { Sql } from "#central/db/sql.ts";
import { cursorAt } from "#central/http/cursor.ts";
import { startCentreProcess } from "#test/helpers/centre-process.ts";
import { openDatabases } from "#test/helpers/shared-postgres.ts";
import { median, percentile, plainFigure, rateFigure, type Figure, type Scale } from "./figure.ts";
import { closedLoad, openCaller, openLoad, type Caller, type LoadCall } from "./load.ts";
import { batchOf, enrolMany, pullOf, pushOf, type SimulatedStation } from "./simulated-stations.ts";
import { meanOfQuarter, watchMemory } from "./watch-memory.ts";

const CLIENTS = 32;
/**
 * `level` is how many stations the search for the most begins with, and the smallest step it takes. `steady` is long
 * enough that what leaks would show: some fifty thousand records.
 */
const SCALES = {
  full: {
    halls: 2_000,
    turns: 3,
    level: { first: 1_000, least: 250 },
    seconds: { turn: 4, quarter: 10, steady: 90, level: 8 },
  },
  small: {
    halls: 2,
    turns: 1,
    level: { first: 12, least: 12 },
    seconds: { turn: 0.2, quarter: 0.3, steady: 0.5, level: 0.3 },
  },
};
type Scaled = (typeof SCALES)[Scale];
/**
 * Applications that one window takes in a seven-hour day, the entries of each in its life, and how much more the
 * busiest hour brings.
 */
const DAY = { applications: 80, entriesEach: 5, seconds: 7 * 3600, busiest: 3 };
const PULL_EVERY_SECONDS = 60;
/** A station is cut off once a day, for an hour's records. */
const OUTAGE_RECORDS = Math.round((DAY.applications * DAY.entriesEach) / 7);
const MAX_P99_SECONDS = 0.1;

async function startBare(databaseUrl: string, hallId: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "bare-service.mjs"), hallId], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { url, end: () => void child.stdin.end() };
}

/**
 * What these stations do in the busiest hour of a day, piece by piece in real proportion, and how many pieces come in
 * a second.
 */
function mixOf(stations: readonly SimulatedStation[], any: <T>(of: readonly T[]) => T) {
  const pushes = ((DAY.applications * DAY.entriesEach) / DAY.seconds) * DAY.busiest * stations.length;
  const pulls = stations.length / PULL_EVERY_SECONDS;
  const outages = stations.length / DAY.seconds;
  const perSecond = pushes + pulls + outages;
  const next = (): LoadCall[] => {
    const rng = Math.random() * perSecond;
    const station = any(stations);
    if (rng < pushes) return [pushOf(station)];
    return rng < pushes + pulls ? pullOf(station) : [batchOf(station, OUTAGE_RECORDS)];
  };
  return { perSecond, next };
}

/** A station in its daily work has read its feed. */
async function readFeeds(sql: Sql, stations: readonly SimulatedStation[]): Promise<void> {
  const [row] = await sql.query(
    "select epoch, (select coalesce(max(position), 0)::int from feed_items) as last from centre_state",
  );
  for (const station of stations) station.cursor = cursorAt(String(row?.["epoch"]), Number(row?.["last"]));
}

/** What is loaded: the calls, the centre's store, its stations, and a way to draw one. */
type Loaded = { caller: Caller; sql: Sql; stations: readonly SimulatedStation[]; any: <T>(of: readonly T[]) => T };

/** Doubles the stations until the tail is too long, then halves the step; the most that were held. */
async function* findMost(
  { level, seconds }: Scaled,
  { caller, sql, stations, any }: Loaded,
): AsyncGenerator<Figure, number> {
  let most = 0;
  let step = level.first;
  for (let count = step, isGrowing = true; count <= stations.length && step >= level.least;) {
    const some = stations.slice(0, count);
    await readFeeds(sql, some);
    const { perSecond, next } = mixOf(some, any);
    const load = await openLoad(caller, perSecond, seconds.level, next);
    const p99 = percentile(load.latencies, 0.99);
    const isHeld = load.bad === 0 && p99 <= MAX_P99_SECONDS;
    yield plainFigure("centre", `${count} stations in their busiest hour, p99`, p99 * 1000, "ms");
    if (isHeld) most = count;
    else isGrowing = false;
    step = isGrowing ? count : Math.floor(step / 2);
    count = isHeld ? count + step : count - step;
  }
  return most;
}

/**
 * Loads one centre on this machine as its stations do, beside a bare service that does the same insert. The simulator
 * shares the machine's cores with both.
 */
export async function* benchCentre(scale: Scale): AsyncGenerator<Figure> {
  const scaled = SCALES[scale];
  const { halls, turns, seconds } = scaled;
  const postgres = await openDatabases("on");
  const databaseUrl = await postgres.newDatabase();
  const sql = await openPostgres(databaseUrl);
  await migrate(sql, new Date().toISOString());
  const stations = await enrolMany(sql, halls);
  const any = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)] as T;
  const centre = await startCentreProcess(["--port", "0"], { DATABASE_URL: databaseUrl });
  const bare = await startBare(databaseUrl, any(stations).hallId);
  const [ours, theirs] = [openCaller(centre.address.url), openCaller(bare.url)];
  let stopWatching = (): number[] => [];
  try {
    const rates: Record<"ours" | "bare", number[]> = { ours: [], bare: [] };
    let bad = 0;
    for (let turn = 0; turn <= turns; turn += 1) {
      for (const [name, caller] of [
        ["ours", ours],
        ["bare", theirs],
      ] as const) {
        const load = await closedLoad(caller, CLIENTS, seconds.turn, () => [pushOf(any(stations))]);
        bad += load.bad;
        // The first turn warms both up.
        if (turn > 0) rates[name].push(load.good / load.seconds);
      }
    }
    const best = median(rates.ours);
    yield rateFigure(
      "centre",
      `one record a call, ${CLIENTS} at once`,
      { rate: best, unit: "records/s" },
      {
        name: "bare Fastify service, the same insert",
        value: median(rates.bare),
      },
    );
    const quarter = await openLoad(ours, best / 4, seconds.quarter, () => [pushOf(any(stations))]);
    yield plainFigure("centre", "a quarter of that rate, p99", percentile(quarter.latencies, 0.99) * 1000, "ms");
    stopWatching = watchMemory(centre.child.pid ?? 0);
    const steady = await openLoad(ours, best / 2, seconds.steady, () => [pushOf(any(stations))]);
    const seen = stopWatching();
    yield plainFigure(
      "centre",
      `memory at half that rate for ${seconds.steady} s, first quarter`,
      meanOfQuarter(seen, 0),
      "MB",
    );
    yield plainFigure("centre", "memory, last quarter", meanOfQuarter(seen, 3), "MB");
    const most = yield* findMost(scaled, { caller: ours, sql, stations, any });
    yield plainFigure("centre", "stations held with a p99 of 100 ms in their busiest hour", most, "stations");
    yield plainFigure("centre", "calls that were not answered well", bad + quarter.bad + steady.bad, "calls");
  } finally {
    stopWatching();
    ours.close();
    theirs.close();
    bare.end();
    await sql.close();
    centre.child.kill("SIGTERM");
    await centre.ended;
    await postgres.stop();
  }
}
