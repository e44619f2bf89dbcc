import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as plainTest } from "vitest";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { openStation, type StationOptions } from "#station/app/open-station.ts";
import { plantStore, testProfiles } from "./store-template.ts";

/** A station's services without hosts or workers, and the clerk who signed in first. */
export type OpenTestStation = (
  options?: StationOptions,
) => Promise<{ context: StationContext; actor: Actor; dir: string }>;

/**
 * The way to a station in a test: `it("…", async ({ openTestStation }) => { const { context } = await openTestStation() })`.
 * Each call opens another one, on a copy of the template store in a folder of its own; all are closed and removed
 * after the test. A set-up function takes `openTestStation` as its first parameter.
 */
// Vitest reads the names of fixtures from this pattern, an empty one included.
// oxlint-disable-next-line no-empty-pattern
export const test = plainTest.extend("openTestStation", ({}, { onCleanup }): OpenTestStation => {
  const closings: (() => void)[] = [];
  onCleanup(() => {
    for (const close of closings.toReversed()) close();
  });
  return async (options = {}) => {
    const dir = mkdtempSync(join(tmpdir(), "liandong-hall-"));
    await plantStore(dir);
    const open = await openStation(dir, { ...testProfiles(), ...options });
    closings.push(() => {
      open.close();
      rmSync(dir, { recursive: true, force: true });
    });
    return { context: open.context, actor: operatorAt(open.context), dir };
  };
});
export const it = test;
