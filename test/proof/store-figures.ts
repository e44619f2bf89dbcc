import { playStore, type StorePlant, type StoreRun } from "./store/play.ts";
import { makeSampleHall } from "./store/sample-hall.ts";

/** Plays so many seeded damages, each on a copy of one moment of a hall. */
export async function proveStore(seeds: number, from = 0, plant?: StorePlant): Promise<StoreRun[]> {
  const sample = await makeSampleHall();
  const runs: StoreRun[] = [];
  try {
    for (let seed = from + 1; seed <= from + seeds; seed += 1) {
      runs.push(await playStore(sample, seed, plant));
      if (runs.length % 200 === 0) process.stderr.write(`${runs.length} / ${seeds}\n`);
    }
  } finally {
    sample.remove();
  }
  return runs;
}

const count = (runs: readonly StoreRun[], what: RegExp): number =>
  runs.filter(({ wrong }) => wrong.some((one) => what.test(one))).length;

/** Plays all seeds and says what they showed. */
export async function* storeFigures(seeds: number, from: number): AsyncGenerator<Record<string, unknown>> {
  const runs = await proveStore(seeds, from);
  for (const run of runs.filter(({ wrong }) => wrong.length > 0)) process.stderr.write(`${JSON.stringify(run)}\n`);
  const ended = (ending: StoreRun["ending"]): number => runs.filter((run) => run.ending === ending).length;
  yield {
    proof: "store",
    damaged: runs.length,
    refused: ended("refused"),
    named: ended("named"),
    whole: ended("whole"),
    lostInSilence: count(runs, /^(lost|changed)/),
    numbersTwice: count(runs, /^twice/),
    newHalls: count(runs, /^new hall/),
    filesTouched: count(runs, /^touched/),
    otherwiseWrong: count(runs, /^(no words|called safe|file)/),
  };
}
