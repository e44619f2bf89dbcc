import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { openDatabases, type TestDatabases } from "#test/helpers/shared-postgres.ts";
import { history, historyWithCopies, MAX_STATIONS, playHistory, type History } from "./model/history.ts";
import { openModelCentre } from "./model/model-centre.ts";
import { ModelStation, type ModelPlant } from "./model/model-station.ts";

/** What some histories showed; `counterexample` is the shortest history that went wrong, null where none did. */
export type ModelRun = {
  histories: number;
  steps: number;
  putBacks: number;
  wrong: string[];
  counterexample: History | null;
};

/**
 * Stations are new after this many histories, so that they neither grow nor depend on what they learned. Large sets
 * are slow: a restored centre is read again whole.
 */
const HISTORIES_A_SET = 25;

const FIRST_SEED = 20_261_121;

async function playSet(
  postgres: TestDatabases,
  { histories, seed }: { histories: number; seed: number },
  plant: ModelPlant,
  of: fc.Arbitrary<History>,
): Promise<ModelRun> {
  const dir = mkdtempSync(join(tmpdir(), "proof-model-"));
  const centre = await openModelCentre(postgres);
  const stations = await Promise.all(
    Array.from({ length: MAX_STATIONS }, (_, nth) => ModelStation.make(join(dir, String(nth)), centre.url, plant)),
  );
  const run: ModelRun = { histories: 0, steps: 0, putBacks: 0, wrong: [], counterexample: null };
  try {
    const details = await fc.check(
      fc.asyncProperty(of, async (one) => {
        run.histories += 1;
        run.steps += one.steps.length;
        run.putBacks += one.steps.filter(({ kind }) => kind === "put-back").length;
        const wrong = await playHistory(one, stations, centre);
        if (wrong.length > 0) {
          run.wrong = [...new Set(wrong)];
          throw new Error(wrong[0]);
        }
      }),
      // What went wrong stays wrong at these stations: a shorter history would depend on what the longer one left.
      { numRuns: histories, seed, endOnFailure: true },
    );
    if (details.failed) {
      run.counterexample = details.counterexample?.[0] ?? null;
      // A history that could not even be played to its end is no proof of anything.
      if (run.wrong.length === 0) run.wrong = [`broke off: ${String(details.errorInstance)}`];
    }
    return run;
  } finally {
    for (const station of stations) await station.close();
    await centre.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Plays so many histories of one to five stations and a centre; a set of stations that went wrong is not used any further. */
export async function* proveModel(
  histories: number,
  plant: ModelPlant = {},
  seed = FIRST_SEED,
  of: fc.Arbitrary<History> = history,
): AsyncGenerator<ModelRun> {
  const postgres = await openDatabases();
  try {
    for (let played = 0; played < histories; played += HISTORIES_A_SET)
      yield await playSet(
        postgres,
        { histories: Math.min(HISTORIES_A_SET, histories - played), seed: seed + played },
        plant,
        of,
      );
  } finally {
    await postgres.stop();
  }
}

/** Plays all histories and says what they showed; `from` is the first one's number, so that a long proof can be played in parts. */
export const modelFigures = (histories: number, from = 0): AsyncGenerator<Record<string, unknown>> =>
  figuresOf("model", histories, from, history);

/** The same of histories in which windows are restored from older copies of their own stores. */
export const copiesFigures = (histories: number, from = 0): AsyncGenerator<Record<string, unknown>> =>
  figuresOf("copies", histories, from, historyWithCopies);

async function* figuresOf(
  proof: string,
  histories: number,
  from: number,
  of: fc.Arbitrary<History>,
): AsyncGenerator<Record<string, unknown>> {
  const total = { proof, histories: 0, steps: 0, putBacks: 0, wrong: 0 };
  for await (const run of proveModel(histories, {}, FIRST_SEED + from, of)) {
    total.histories += run.histories;
    total.steps += run.steps;
    total.putBacks += run.putBacks;
    if (run.wrong.length > 0) {
      total.wrong += 1;
      process.stderr.write(`${JSON.stringify(run)}\n`);
    }
    process.stderr.write(`${total.histories} / ${histories}\n`);
  }
  yield total;
}
