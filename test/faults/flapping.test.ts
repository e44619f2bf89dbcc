import { expect, it } from "vitest";
import { outboxPlants } from "#test/helpers/outbox-plants.ts";
import { proveFlapping } from "#test/proof/flapping.ts";

const DAYS = process.env["LIANDONG_FAULTS"] === "full" ? 7 : 0.2;
const SEED = 11;

it(
  "rows 60, 62: through a link that comes and goes nothing is lost, doubled or stuck, and it is used within ten seconds of its return",
  { timeout: 7_200_000 },
  async () => {
    const run = await proveFlapping(DAYS, SEED);
    expect(run.wrong).toEqual([]);
    expect(run.entries).toBeGreaterThan(100);
    expect(run.cuts).toBeGreaterThan(20);
    expect(run.waits.length).toBeGreaterThan(2);
    expect(Math.max(...run.waits)).toBeLessThanOrEqual(10);
  },
);

it("notices a station that never comes back to an entry that failed", { timeout: 300_000 }, async () => {
  const { plant } = outboxPlants["never comes back to an entry that failed"] ?? {};
  expect(plant).toBeDefined();
  expect((await proveFlapping(0.1, SEED, plant === undefined ? {} : { port: plant })).wrong).not.toEqual([]);
});
