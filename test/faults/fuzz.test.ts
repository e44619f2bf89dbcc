import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#central/http/operations.ts";
import { ask, entryOf, push } from "#test/helpers/centre-client.ts";
import { playFuzz } from "#test/proof/fuzz/play.ts";
import { openFuzzWorld, type FuzzWorld } from "#test/proof/fuzz/world.ts";

const REQUESTS = process.env["LIANDONG_FAULTS"] === "full" ? 10_000 : 1_500;
let world: FuzzWorld;

beforeAll(async () => {
  world = await openFuzzWorld();
});
afterAll(() => world.close());

describe("a hostile station", () => {
  it(
    `sends ${REQUESTS} malformed requests over every operation: no answer is 5xx, every refusal is in two languages`,
    { timeout: 900_000 },
    async () => {
      const run = await playFuzz(world, REQUESTS);
      expect(run.wrong).toEqual([]);
      expect(run.requests).toBe(REQUESTS);
      // Worth something only where each operation was reached: fulfilled at times, refused at others.
      for (const name of Object.keys(operations) as (keyof typeof operations)[]) {
        expect(run.operations[name].done, `${name} fulfilled`).toBeGreaterThan(0);
        expect(run.operations[name].refused, `${name} refused`).toBeGreaterThan(0);
      }
      expect((await push(world.url, world.tokens.own, randomUUID(), entryOf("{}"))).status).toBe(201);
      expect((await ask(world.url, "GET", "/v1/standing", { token: world.tokens.own })).status).toBe(200);
      expect(await world.sql.query("select 1 from unread_batches")).toEqual([]);
    },
  );
});
