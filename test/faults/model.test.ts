import { describe, expect, it } from "vitest";
import { outboxPlants } from "#test/helpers/outbox-plants.ts";
import type { ModelPlant } from "#test/proof/model/model-station.ts";
import { history, historyWithCopies } from "#test/proof/model/history.ts";
import { proveModel, type ModelRun } from "#test/proof/model-figures.ts";

const HISTORIES = process.env["LIANDONG_FAULTS"] === "full" ? 20_000 : 40;
const COPIES = process.env["LIANDONG_FAULTS"] === "full" ? 2_000 : 40;
const PLANTED_HISTORIES = 40;

async function play(histories: number, plant?: ModelPlant, of = history): Promise<ModelRun[]> {
  const runs: ModelRun[] = [];
  for await (const run of proveModel(histories, plant, undefined, of)) runs.push(run);
  return runs;
}

const total = (runs: readonly ModelRun[], of: "histories" | "putBacks"): number =>
  runs.reduce((sum, run) => sum + run[of], 0);

describe("histories of one to five stations and a centre", () => {
  it(
    "row 60: through kills, restarts, partitions, wrong clocks and a restored centre, nothing is lost, doubled or stuck",
    { timeout: 14_400_000 },
    async () => {
      const runs = await play(HISTORIES);
      expect(
        runs.flatMap(({ wrong, counterexample }) => (wrong.length === 0 ? [] : [{ wrong, counterexample }])),
      ).toEqual([]);
      expect(total(runs, "histories")).toBe(HISTORIES);
      expect(total(runs, "putBacks")).toBeGreaterThan(HISTORIES / 10);
    },
  );
});

it(
  "windows restored from older copies of their stores get back what they had sent, and make no version twice",
  { timeout: 14_400_000 },
  async () => {
    const runs = await play(COPIES, {}, historyWithCopies);
    expect(
      runs.flatMap(({ wrong, counterexample }) => (wrong.length === 0 ? [] : [{ wrong, counterexample }])),
    ).toEqual([]);
    expect(total(runs, "histories")).toBe(COPIES);
  },
);

/**
 * The others show behind a bad network. Here they are repaired when a station asks the centre what it has, or mean
 * nothing after a restore.
 */
const NOTICED = ["makes a new key for each try", "never comes back to an entry that failed"];

describe("the model notices a station that", () => {
  it.each(Object.entries(outboxPlants).filter(([what]) => NOTICED.includes(what)))(
    "%s",
    { timeout: 300_000 },
    async (_what, { plant, shows }) => {
      const runs = await play(PLANTED_HISTORIES, { port: plant });
      expect(runs.flatMap(({ wrong }) => wrong).filter((one) => shows.test(one))).not.toEqual([]);
    },
  );

  it("never asks for what it sent itself", { timeout: 300_000 }, async () => {
    const runs = await play(PLANTED_HISTORIES, { isForgetful: true }, historyWithCopies);
    expect(runs.flatMap(({ wrong }) => wrong).filter((one) => one.startsWith("not as at the centre"))).not.toEqual([]);
  });

  it("never asks what the centre still holds", { timeout: 300_000 }, async () => {
    const runs = await play(PLANTED_HISTORIES, { isDeaf: true });
    expect(runs.flatMap(({ wrong }) => wrong)).toContain("lost: sent here, unknown at the centre");
  });
});
