import { openProofStations } from "#test/helpers/proof-stations.ts";
import { playAttachments, type AttachmentPlant, type AttachmentRun } from "./attachments.ts";
import { networkFaults } from "./network-faults.ts";

const MAX_CONCURRENT_CALLS = 4;

/** Plays so many seeds of one kind of fault, several stations at a time, each with a planted fault where one is given. */
export async function proveAttachments(kind: string, seeds: number, plant?: AttachmentPlant): Promise<AttachmentRun[]> {
  const { stations, close } = await openProofStations(MAX_CONCURRENT_CALLS);
  const runs: AttachmentRun[] = [];
  let next = 1;
  try {
    await Promise.all(
      stations.map(async (station) => {
        for (let seed = next++; seed <= seeds; seed = next++)
          runs.push(await playAttachments(station, kind, seed, plant));
      }),
    );
  } finally {
    await close();
  }
  return runs;
}

const says = (runs: readonly AttachmentRun[], what: RegExp): number =>
  runs.filter((run) => run.wrong.some((one) => what.test(one))).length;

/** Plays all seeds of every kind of network fault against files on their way and says what they showed. */
export async function* attachmentFigures(seeds: number): AsyncGenerator<Record<string, unknown>> {
  for (const kind of Object.keys(networkFaults)) {
    const runs = await proveAttachments(kind, seeds);
    for (const run of runs.filter(({ wrong }) => wrong.length > 0)) process.stderr.write(`${JSON.stringify(run)}\n`);
    yield {
      proof: `attachments: ${kind}`,
      seeds: runs.length,
      files: runs.reduce((sum, run) => sum + run.files, 0),
      struck: runs.reduce((sum, run) => sum + run.struck, 0),
      lost: says(runs, /^lost|^not arrived/),
      altered: says(runs, /^altered/),
      doubled: says(runs, /^doubled/),
      stuck: says(runs, /^stuck|^the worker/),
      otherwiseWrong: says(runs, /^(?!lost|not arrived|altered|doubled|stuck|the worker)/),
    };
  }
}
