import * as fc from "fast-check";
import { expect, test } from "vitest";
import { backoffMs } from "#station/sync/transport/backoff.ts";

test("the first retry comes within 10 seconds, then the wait doubles up to five minutes", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((failures) => backoffMs(failures, 1, null))).toEqual([
    5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000,
  ]);
  expect(backoffMs(1, 0, null)).toBe(2_500);
});

test("what the centre asked for is obeyed", () => {
  expect(backoffMs(9, 0, 30_000)).toBe(30_000);
  expect(backoffMs(1, 1, 30_000)).toBe(33_000);
  expect(backoffMs(1, 0, 0)).toBe(1_000);
});

test("no wait is ever negative, endless or longer than the cap", () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const ms = backoffMs(failures, random, null);
      expect(ms).toBeGreaterThanOrEqual(2_500);
      expect(ms).toBeLessThanOrEqual(300_000);
    }),
  );
});
