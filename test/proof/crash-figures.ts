import { openPostgres } from "#central/db/postgres.ts";
import { startCentre } from "#central/cli/start-centre.ts";
import { makeRng } from "#test/helpers/rng.ts";
import { openDatabases } from "#test/helpers/shared-postgres.ts";
import type { CallPoint } from "#test/helpers/strace.ts";
import { dropHall, makeEmptyStation } from "./crash/crash-hall.ts";
import { centreScene, intakeScene, syncScene, type CrashRun, type CrashScene } from "./crash/crash-scenes.ts";

/** Most of the time goes into starting programs. */
const MAX_CONCURRENT_CALLS = 3;
const SEED = 20_261_121;

/** Every point of every scene, in an order that any first part of it is spread over all. */
async function listPoints(scenes: readonly CrashScene[]): Promise<{ scene: CrashScene; point: CallPoint }[]> {
  const roll = makeRng(SEED);
  const all: { scene: CrashScene; point: CallPoint; order: number }[] = [];
  for (const scene of scenes)
    for (const point of await scene.points()) all.push({ scene, point, order: roll.below(1_000_000_000) });
  return all.toSorted((a, b) => a.order - b.order);
}

/** Kills intakes, passes of the outbox and centres at so many different points, or at all there are where there are fewer. */
export async function* proveCrashes(kills: number): AsyncGenerator<CrashRun> {
  const postgres = await openDatabases();
  const databaseUrl = await postgres.newDatabase();
  const sql = await openPostgres(databaseUrl);
  const running = await startCentre({
    sql,
    port: 0,
    now: () => new Date().toISOString(),
    enrolmentAttemptsPerMinute: 100_000,
  });
  const empty = await makeEmptyStation();
  const centre = { sql, url: running.url };
  try {
    const scenes = [
      ...[0, 1, 2, 5, 10, 20].map((records) => intakeScene(empty, centre, records)),
      ...[1, 2, 3, 5, 7, 11, 15, 22, 30, 50].map((records) => syncScene(empty, centre, records)),
      ...[2, 12, 40].map((records) => centreScene(empty, centre, databaseUrl, records)),
    ];
    const waiting = (await listPoints(scenes)).slice(0, kills);
    const lanes = Array.from(
      { length: MAX_CONCURRENT_CALLS },
      () => null as Promise<{ lane: number; run: CrashRun }> | null,
    );
    const next = (lane: number) => {
      const one = waiting.shift();
      return one === undefined ? null : one.scene.strike(one.point).then((run) => ({ lane, run }));
    };
    lanes.forEach((_, lane) => (lanes[lane] = next(lane)));
    for (
      let under = lanes.filter((one) => one !== null);
      under.length > 0;
      under = lanes.filter((one) => one !== null)
    ) {
      const { lane, run } = await Promise.race(under);
      lanes[lane] = next(lane);
      yield run;
    }
  } finally {
    await running.close();
    await sql.close();
    await postgres.stop();
    dropHall(empty);
  }
}

/** Strikes at so many points and says what they showed; `died` counts the programs that a kill ended before their own end. */
export async function* crashFigures(kills: number): AsyncGenerator<Record<string, unknown>> {
  const total = { proof: "crash", points: 0, died: 0, wrong: 0, byScene: {} as Record<string, number> };
  for await (const run of proveCrashes(kills)) {
    total.points += 1;
    if (run.died) total.died += 1;
    total.byScene[run.scene] = (total.byScene[run.scene] ?? 0) + 1;
    if (run.wrong.length > 0) {
      total.wrong += 1;
      process.stderr.write(`${JSON.stringify(run)}\n`);
    }
    if (total.points % 100 === 0) process.stderr.write(`${total.points} / ${kills}\n`);
  }
  yield total;
}
