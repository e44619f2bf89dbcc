import { describe, expect, it } from "vitest";
import { outboxPlants } from "#test/helpers/outbox-plants.ts";
import { proveNetwork } from "#test/proof/network-figures.ts";
import { networkFaults } from "#test/proof/network-faults.ts";

const SEEDS = process.env["LIANDONG_FAULTS"] === "full" ? 1_000 : 6;
const PLANTED_SEEDS = 12;

describe("a network that goes wrong between a station and the centre", () => {
  it.each(Object.keys(networkFaults))(
    "rows 59-62: after %s every entry arrives once, in order, and the station knows it",
    { timeout: 1_800_000 },
    async (kind) => {
      const runs = await proveNetwork(kind, SEEDS);
      expect(runs.filter((run) => run.wrong.length > 0)).toEqual([]);
      expect(runs).toHaveLength(SEEDS);
      // The proof is about something: every seed had faults in its way, and something to send.
      expect(Math.min(...runs.map((run) => run.struck))).toBeGreaterThan(0);
      expect(Math.min(...runs.map((run) => run.entries))).toBeGreaterThan(0);
    },
  );
});

describe("the proof notices a station that", () => {
  it.each(Object.entries(outboxPlants))("%s", { timeout: 300_000 }, async (_what, planted) => {
    const runs = await proveNetwork("mixed", PLANTED_SEEDS, planted);
    expect(runs.flatMap((run) => run.wrong).filter((wrong) => planted.shows.test(wrong))).not.toEqual([]);
  });
});
