import { endRendering } from "#station/rendering/render.ts";
import { openKioskHall, type KioskHall, type StationPlant } from "./kiosk/kiosk-hall.ts";
import { ENDS, walkKiosk, type KioskRun, type PagePlant } from "./kiosk/walk.ts";

/** What a test takes away so that the proof must notice. */
export type KioskPlant = { station?: StationPlant; page?: PagePlant };

const WALKS_A_HALL = 100;
/** One hall in so many has no slip printer. */
const HALLS_A_FOLDER = 3;

/** Walks so many visitors through a kiosk, one after another, a new hall now and then. */
export async function proveKiosk(walks: number, from = 0, plant: KioskPlant = {}): Promise<KioskRun[]> {
  const runs: KioskRun[] = [];
  let hall: KioskHall | null = null;
  try {
    for (let walk = 0; walk < walks; walk += 1) {
      if (walk % WALKS_A_HALL === 0) {
        await hall?.close();
        const hasPrinter = (walk / WALKS_A_HALL) % HALLS_A_FOLDER !== HALLS_A_FOLDER - 1;
        hall = await openKioskHall(hasPrinter, plant.station);
        await hall.dispatch("session.startKiosk", {});
        if (walk > 0) process.stderr.write(`${walk} / ${walks}\n`);
      }
      if (hall !== null) runs.push(await walkKiosk(hall, from + walk + 1, plant.page));
    }
  } finally {
    await hall?.close();
  }
  return runs;
}

const wrongOf = (runs: readonly KioskRun[], what: RegExp): number =>
  runs.filter(({ wrong }) => wrong.some((one) => what.test(one))).length;

/** Walks all seeds and says what they showed. */
export async function* kioskFigures(seeds: number, from: number): AsyncGenerator<Record<string, unknown>> {
  const runs = await proveKiosk(seeds, from);
  await endRendering();
  for (const run of runs.filter(({ wrong }) => wrong.length > 0)) process.stderr.write(`${JSON.stringify(run)}\n`);
  const sum = (of: "released" | "discarded"): number => runs.reduce((total, run) => total + run[of], 0);
  const slips = (slip: KioskRun["slip"]): number => runs.filter((run) => run.slip === slip).length;
  yield {
    proof: "kiosk",
    walks: runs.length,
    ends: Object.fromEntries(ENDS.map((end) => [end, runs.filter((run) => run.end === end).length])),
    slips: { printed: slips("printed"), held: slips("held"), unsure: slips("unsure"), folder: slips("folder") },
    released: sum("released"),
    discarded: sum("discarded"),
    residue: wrongOf(runs, /^residue/),
    slipsAfterTheEnd: wrongOf(runs, /^(late|loose)/),
    slipsLost: wrongOf(runs, /^lost/),
    untrueWords: wrongOf(runs, /^untrue/),
    otherwiseWrong: wrongOf(runs, /^(twice|stuck|fault)/),
  };
}
