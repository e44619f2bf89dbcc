import * as fc from "fast-check";
import type { Sql } from "#central/db/sql.ts";
import type { ModelCentre } from "./model-centre.ts";
import type { ModelStation, OwnEntry, Weather } from "./model-station.ts";

/** What happens next, at which station where it happens at one. */
export type Step =
  | { kind: "take" | "sync" | "restart" | "own-copy"; at: number }
  | { kind: "correct" | "correct-remotely" | "hand-over"; at: number; nth: number }
  | { kind: "weather"; at: number; to: Weather }
  | { kind: "crash"; at: number; milliseconds: number }
  | { kind: "clock"; at: number; minutes: number }
  | { kind: "put-back"; entries: number; isAnnounced: boolean };

/** How many stations a history has, and what happens in it. */
export type History = { stations: number; steps: Step[] };

/** The most stations of a history. */
export const MAX_STATIONS = 5;

const at = fc.nat({ max: MAX_STATIONS - 1 });
const one = <T extends string>(...kinds: T[]) => fc.constantFrom(...kinds);
const steps = [
  { weight: 6, arbitrary: fc.record({ kind: one("take"), at }) },
  { weight: 4, arbitrary: fc.record({ kind: one("correct", "hand-over"), at, nth: fc.nat({ max: 9 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: one("sync"), at }) },
  { weight: 3, arbitrary: fc.record({ kind: one("weather"), at, to: one<Weather>("clear", "down", "answers-lost") }) },
  { weight: 2, arbitrary: fc.record({ kind: one("crash"), at, milliseconds: fc.nat({ max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: one("restart"), at }) },
  { weight: 1, arbitrary: fc.record({ kind: one("clock"), at, minutes: fc.integer({ min: -600, max: 600 }) }) },
] satisfies fc.WeightedArbitrary<Step>[];
const historyOf = (...weighted: fc.WeightedArbitrary<Step>[]): fc.Arbitrary<History> =>
  fc.record({
    stations: fc.integer({ min: 1, max: MAX_STATIONS }),
    steps: fc.array(fc.oneof(...weighted), { minLength: 4, maxLength: 24, size: "max" }),
  });

/** Histories of a morning, as the model plays them. */
export const history: fc.Arbitrary<History> = historyOf(...steps, {
  weight: 1,
  arbitrary: fc.record({ kind: one("put-back"), entries: fc.integer({ min: 1, max: 12 }), isAnnounced: fc.boolean() }),
});

/**
 * Histories in which windows are restored instead of the centre. Each goes back to its store's copy from the morning,
 * and acts on what others took in. A record lost at its window and the centre at once would be gone.
 */
export const historyWithCopies: fc.Arbitrary<History> = historyOf(
  ...steps,
  { weight: 2, arbitrary: fc.record({ kind: one("own-copy"), at }) },
  { weight: 2, arbitrary: fc.record({ kind: one("correct-remotely"), at, nth: fc.nat({ max: 9 }) }) },
);

async function take(next: Exclude<Step, { kind: "put-back" | "sync" }>, station: ModelStation): Promise<void> {
  switch (next.kind) {
    case "take":
      return station.take();
    case "correct":
      return station.correct(next.nth);
    case "correct-remotely":
      return station.correctElsewhere(next.nth);
    case "hand-over":
      return station.handOver(next.nth);
    case "weather":
      station.weather = next.to;
      return;
    case "crash":
      return station.crash(next.milliseconds);
    case "restart":
      return station.restart();
    case "own-copy":
      return station.restoreCopy();
    case "clock":
      return station.jump(next.minutes);
  }
}

/** Passes of a quiet network after which everything must be where it belongs. */
const QUIET_PASSES = 6;

/** Lets the network be quiet; says what does not come to rest. */
export async function quieten(stations: readonly ModelStation[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [nth, station] of stations.entries()) {
    station.weather = "clear";
    let isDone = false;
    for (let passes = 0; !isDone && passes < QUIET_PASSES; passes += 1) {
      const isSent = await station.sync();
      // What waits behind a conflict goes on only once that is settled.
      isDone = !station.resolveConflicts() && isSent;
    }
    if (!isDone) wrong.push(`stuck: station ${nth}`);
    wrong.push(...station.troubles.splice(0));
  }
  return wrong;
}

type Stored = { key: string; payload_hash: string; receipt: string; application_id: string; sequence: string | number };

/** Compares every entry of every station with what the centre holds; empty when nothing is lost, doubled, altered or stuck. */
export async function findFaults(stations: readonly ModelStation[], { sql }: { sql: Sql }): Promise<string[]> {
  const stored = (await sql.query(
    "select key, payload_hash, receipt, application_id, sequence from entries order by application_id, sequence",
  )) as Stored[];
  const held = new Map(stored.map((row) => [row.key, row]));
  const own = stations.flatMap((station) => station.entries());
  const wrong = own.flatMap((entry: OwnEntry) => {
    const there = held.get(entry.key);
    if (there === undefined)
      return [entry.state === "sent" ? "lost: sent here, unknown at the centre" : `not arrived: ${entry.state}`];
    if (entry.state !== "sent") return [`stuck: ${entry.state} here, held at the centre`];
    if (there.payload_hash !== entry.payload_hash) return ["altered"];
    return there.receipt === entry.receipt ? [] : ["another receipt"];
  });
  const all = own.length + stations.reduce((sum, station) => sum + station.readBack, 0);
  if (stored.length !== held.size || stored.length > all)
    wrong.push(`doubled: ${stored.length} at the centre of ${all}`);
  const steps = Map.groupBy(stored, (row) => row.application_id);
  for (const rows of steps.values())
    if (rows.some((row, nth) => Number(row.sequence) !== nth + 1))
      wrong.push(`a gap or a double in one application: ${rows.map((row) => row.sequence).join(" ")}`);
  const versions = new Map([...steps].map(([id, rows]) => [id, rows.length]));
  for (const [nth, station] of stations.entries())
    if (station.differing(versions).length > 0) wrong.push(`not as at the centre: station ${nth}`);
  return wrong;
}

/**
 * Plays one history on idle stations, then makes the network quiet. `wrong` is empty if nothing is lost, doubled,
 * altered or stuck.
 */
export async function playHistory(
  { stations: count, steps }: History,
  all: readonly ModelStation[],
  centre: ModelCentre,
): Promise<string[]> {
  const stations = all.slice(0, count);
  all.forEach((station) => station.forget());
  if (steps.some(({ kind }) => kind === "own-copy")) for (const station of stations) await station.keepCopy();
  let passes: Promise<unknown>[] = [];
  for (const next of steps) {
    if (next.kind === "put-back") {
      // Nobody is served while a store is restored.
      await Promise.all(passes.splice(0));
      await centre.restore(next.entries, next.isAnnounced);
      continue;
    }
    const station = stations[next.at % count];
    if (station === undefined) continue;
    // A pass goes on beside what follows, also at the other stations.
    if (next.kind === "sync") passes.push(station.sync());
    else if (next.kind === "restart" || next.kind === "crash" || next.kind === "own-copy") {
      await Promise.all(passes.splice(0));
      await take(next, station);
    } else await take(next, station);
  }
  await Promise.all(passes);
  passes = [];
  // Only a restored centre reaches stations that had no part in the history.
  const reached = steps.some(({ kind }) => kind === "put-back") ? all : stations;
  const stuck = await quieten(reached);
  // What one window settled last the others learn then.
  if (steps.some(({ kind }) => kind === "correct-remotely")) stuck.push(...(await quieten(reached)));
  return [...stuck, ...(await findFaults(all, centre))];
}
