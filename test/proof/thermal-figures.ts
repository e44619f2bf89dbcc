import { proveThermal, type ThermalRun } from "./thermal.ts";

const count = (runs: readonly ThermalRun[], is: (run: ThermalRun) => boolean): number => runs.filter(is).length;
const says = (run: ThermalRun, what: RegExp): boolean => run.wrong.some((one) => what.test(one));

/** Plays all seeds and says what they showed; the second line is of bytes lost inside the printer, which no answer of it can show. */
export async function* thermalFigures(seeds: number): AsyncGenerator<Record<string, unknown>> {
  for (const lossy of [false, true]) {
    const runs: ThermalRun[] = [];
    const wanted = lossy ? Math.ceil(seeds / 10) : seeds;
    for await (const run of proveThermal(1, wanted, lossy)) {
      if (run.wrong.length > 0 && !lossy) process.stderr.write(`${JSON.stringify(run)}\n`);
      if (runs.push(run) % 500 === 0) process.stderr.write(`${runs.length} / ${wanted}\n`);
    }
    yield {
      proof: lossy ? "thermal: bytes lost inside the printer" : "thermal",
      seeds: runs.length,
      silentDuplicates: count(runs, (run) => says(run, /duplicate|sent again/)),
      falseConfirmed: count(runs, (run) => says(run, /confirmed, and/)),
      mixedPaper: count(runs, (run) => says(run, /another's data/)),
      overTime: count(runs, (run) => says(run, /^took/)),
      outcomes: Object.fromEntries(
        ["device-confirmed", "sent", "failed", "unconfirmed"].map((outcome) => [
          outcome,
          count(runs, (run) => run.outcome === outcome),
        ]),
      ),
      unconfirmedThoughWhole: count(runs, (run) => run.outcome === "unconfirmed" && run.whole),
      slowestMs: Math.round(Math.max(...runs.map((run) => run.milliseconds))),
      nextSlipNotConfirmed: count(runs, (run) => run.proof !== "real-time" && run.next !== "device-confirmed"),
    };
  }
}
