import { expect, it } from "vitest";
import { proveRestores, type RestoreRun } from "#test/proof/restores.ts";

const RESTORES = process.env["LIANDONG_FAULTS"] === "full" ? 200 : 4;
const SEED = 5;

async function play(restores: number, isDeaf = false): Promise<RestoreRun[]> {
  const runs: RestoreRun[] = [];
  for await (const run of proveRestores(restores, SEED, { isDeaf })) runs.push(run);
  return runs;
}

it(
  "row 60: a centre that loses its store and comes back from a backup holds every record again, once",
  { timeout: 3_600_000 },
  async () => {
    const runs = await play(RESTORES);
    expect(runs.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(runs).toHaveLength(RESTORES);
    expect(runs.filter(({ lacking }) => lacking > 0).length).toBeGreaterThan(RESTORES / 4);
  },
);

it("notices a station that never asks what the centre still holds", { timeout: 300_000 }, async () => {
  expect((await play(2, true)).flatMap(({ wrong }) => wrong)).toContain("lost: sent here, unknown at the centre");
});
