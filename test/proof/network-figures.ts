import { openProofStations } from "#test/helpers/proof-stations.ts";
import { networkFaults } from "./network-faults.ts";
import { playNetwork, type NetworkRun, type Plant } from "./network.ts";

const MAX_CONCURRENT_CALLS = 8;

/**
 * Plays so many seeds of one kind of fault, several stations at a time. With a planted fault it begins no further seed
 * once one shows it.
 */
export async function proveNetwork(
  kind: string,
  seeds: number,
  planted?: { plant: Plant; shows: RegExp },
): Promise<NetworkRun[]> {
  const { stations, close } = await openProofStations(MAX_CONCURRENT_CALLS);
  const runs: NetworkRun[] = [];
  let next = 1;
  let isShown = false;
  try {
    await Promise.all(
      stations.map(async (station) => {
        for (let seed = next++; seed <= seeds && !isShown; seed = next++) {
          const run = await playNetwork(
            planted === undefined ? station : { ...station, plant: planted.plant },
            kind,
            seed,
          );
          runs.push(run);
          isShown ||= planted !== undefined && run.wrong.some((wrong) => planted.shows.test(wrong));
          if (runs.length % 500 === 0) process.stderr.write(`${kind} ${runs.length} / ${seeds}\n`);
        }
      }),
    );
  } finally {
    await close();
  }
  return runs;
}

const says = (runs: readonly NetworkRun[], what: RegExp): number =>
  runs.filter((run) => run.wrong.some((one) => what.test(one))).length;

/** Plays all seeds of every kind of network fault and says what they showed. */
export async function* networkFigures(seeds: number): AsyncGenerator<Record<string, unknown>> {
  for (const kind of Object.keys(networkFaults)) {
    const runs = await proveNetwork(kind, seeds);
    for (const run of runs.filter(({ wrong }) => wrong.length > 0)) process.stderr.write(`${JSON.stringify(run)}\n`);
    yield {
      proof: `network: ${kind}`,
      seeds: runs.length,
      entries: runs.reduce((sum, run) => sum + run.entries, 0),
      struck: runs.reduce((sum, run) => sum + run.struck, 0),
      lost: says(runs, /^lost|^not arrived|^altered/),
      doubled: says(runs, /^doubled/),
      stuck: says(runs, /^stuck|^the worker/),
      outOfOrder: says(runs, /^out of order/),
      otherwiseWrong: says(runs, /^(?!lost|not arrived|altered|doubled|stuck|the worker|out of order)/),
      longestWaitMinutes: Math.round(Math.max(...runs.map((run) => run.simulatedMs)) / 60_000),
    };
  }
}
