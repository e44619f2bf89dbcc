import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DAY_MS } from "#shared/time/instant.ts";
import { makeRng, type Rng } from "#test/helpers/rng.ts";
import { openDatabases } from "#test/helpers/shared-postgres.ts";
import { findFaults, quieten } from "./model/history.ts";
import { openModelCentre } from "./model/model-centre.ts";
import { ModelStation, type ModelPlant, type Weather } from "./model/model-station.ts";

/**
 * The result of some days of a flapping link. Waits are in seconds of the simulated clock, from the link's return to
 * the first record sent.
 */
export type FlappingRun = {
  days: number;
  entries: number;
  cuts: number;
  kills: number;
  waits: number[];
  wrong: string[];
};

const STATIONS = 5;
const MINUTE_MS = 60_000;
/** A hall's window is open for nine hours and takes in about eighty applications. */
const OPEN_MS = 9 * 60 * MINUTE_MS;
const A_DAY = 80;

type Happening = { at: number; station: number; what: "take" | "correct" | "kill" | "cut" | "back" };

const about = (roll: Rng, mean: number): number =>
  Math.max(1_000, Math.round(-Math.log(1 - roll.below(1_000_000) / 1_000_000) * mean));

function outageOf(roll: Rng): number {
  if (roll.chance(0.3)) return about(roll, 5_000);
  return roll.chance(0.03) ? about(roll, 8 * 60 * MINUTE_MS) : about(roll, 15 * MINUTE_MS);
}

/**
 * The link of one window: up for half an hour and down for a quarter on average, sometimes flickering within seconds
 * or gone for the night.
 */
function linkOf(roll: Rng, station: number, until: number): Happening[] {
  const all: Happening[] = [];
  for (let at = about(roll, 10 * MINUTE_MS); at < until;) {
    all.push({ at, station, what: "cut" });
    const gone = outageOf(roll);
    all.push({ at: at + gone, station, what: "back" });
    at += gone + (roll.chance(0.3) ? about(roll, 8_000) : about(roll, 30 * MINUTE_MS));
  }
  return all;
}

function daysOf(roll: Rng, days: number): Happening[] {
  const all: Happening[] = [];
  for (let station = 0; station < STATIONS; station += 1) {
    all.push(...linkOf(roll, station, days * DAY_MS));
    for (let day = 0; day < Math.ceil(days); day += 1) {
      const during = (): number => day * DAY_MS + roll.below(OPEN_MS);
      for (let nth = 0; nth < A_DAY; nth += 1) all.push({ at: during(), station, what: "take" });
      for (let nth = 0; nth < A_DAY / 4; nth += 1) all.push({ at: during(), station, what: "correct" });
      for (let nth = 0; nth < 2; nth += 1) all.push({ at: during(), station, what: "kill" });
    }
  }
  return all.filter(({ at }) => at < days * DAY_MS).toSorted((a, b) => a.at - b.at);
}

/** A window with what is to be measured of it: since when its link is back with something to send. */
type Window = { station: ModelStation; backAt: number | null };

async function happen(window: Window, { what, at }: Happening, roll: Rng): Promise<void> {
  const { station } = window;
  switch (what) {
    case "take":
      station.take();
      return station.wake();
    case "correct":
      station.correct(roll.below(A_DAY));
      return station.wake();
    case "kill":
      return station.kill();
    case "cut":
      station.weather = roll.pick<Weather>(["down", "down", "down", "answers-lost", "portal"]);
      window.backAt = null;
      return;
    case "back":
      station.weather = "clear";
      station.lastTriedAt = null;
      // Only a link that was missed can be missed for long; nobody notifies the window that it is back.
      window.backAt = station.isCut && station.waiting > 0 ? at : null;
      return;
  }
}

/**
 * Plays simulated days at five windows whose links come and go independently. The workers run on their own timers and
 * nobody presses anything.
 */
export async function proveFlapping(days: number, seed: number, plant: ModelPlant = {}): Promise<FlappingRun> {
  const roll = makeRng(seed);
  const dir = mkdtempSync(join(tmpdir(), "proof-flapping-"));
  const postgres = await openDatabases();
  const centre = await openModelCentre(postgres);
  const windows: Window[] = [];
  for (let nth = 0; nth < STATIONS; nth += 1)
    windows.push({ station: await ModelStation.make(join(dir, String(nth)), centre.url, plant), backAt: null });
  const stations = windows.map(({ station }) => station);
  const all = daysOf(roll, days);
  const run: FlappingRun = {
    days,
    entries: 0,
    cuts: all.filter(({ what }) => what === "cut").length,
    kills: all.filter(({ what }) => what === "kill").length,
    waits: [],
    wrong: [],
  };
  try {
    stations.forEach((station) => station.driveItself());
    let now = 0;
    let nextDay = DAY_MS;
    for (let nth = 0; now < days * DAY_MS;) {
      const due = all[nth];
      const then = Math.min(
        due?.at ?? Infinity,
        days * DAY_MS,
        ...stations.map((station) => now + station.nextTimerMs),
      );
      const awake = new Set(stations.filter((station) => now + station.nextTimerMs <= then));
      stations.forEach((station) => station.advance(then - now));
      now = then;
      for (let one = all[nth]; one !== undefined && one.at <= now; one = all[nth]) {
        nth += 1;
        const window = windows[one.station];
        if (window === undefined) continue;
        awake.add(window.station);
        await happen(window, one, roll);
      }
      await Promise.all([...awake].map((station) => station.whenIdle()));
      for (const window of windows) {
        if (window.backAt === null || window.station.lastTriedAt === null) continue;
        run.waits.push((now - window.backAt) / 1_000);
        window.backAt = null;
      }
      if (now >= nextDay) {
        process.stderr.write(`day ${nextDay / DAY_MS} / ${days}\n`);
        nextDay += DAY_MS;
      }
    }
    run.entries = stations.reduce((sum, station) => sum + station.entries().length, 0);
    run.wrong.push(...(await quieten(stations)), ...(await findFaults(stations, centre)));
    return run;
  } finally {
    for (const station of stations) await station.close();
    await centre.close();
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Plays seven days, or so many, and says what they showed. */
export async function* flappingFigures(days: number): AsyncGenerator<Record<string, unknown>> {
  const { waits, wrong, ...run } = await proveFlapping(days, 20_261_121);
  const sorted = waits.toSorted((a, b) => a - b);
  yield {
    proof: "flapping",
    ...run,
    returnsWithRecordsWaiting: waits.length,
    waitP50Seconds: sorted[Math.floor(sorted.length / 2)] ?? null,
    waitP99Seconds: sorted[Math.floor(sorted.length * 0.99)] ?? null,
    longestWaitSeconds: sorted.at(-1) ?? null,
    overTenSeconds: waits.filter((wait) => wait > 10).length,
    wrong,
  };
}
