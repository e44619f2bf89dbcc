import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { benches } from "./benches.ts";
import type { Figure } from "./figure.ts";

/** Figures that count what went wrong, at any scale. */
const FAULTS = /^(records that did not arrive|calls that were not answered well)$/;

it.each(Object.entries(benches))("runs in its small scale: %s", async (name, bench) => {
  const figures: Figure[] = [];
  for await (const figure of bench("small")) figures.push(figure);
  expect(figures.map((figure) => figure.bench)).toContain(name);
  for (const { figure, value, limit } of figures) {
    expect({ figure, isMeasured: Number.isFinite(value + (limit?.value ?? 0)) }).toEqual({ figure, isMeasured: true });
    if (FAULTS.test(figure)) expect({ figure, value }).toEqual({ figure, value: 0 });
  }
});

it("starts the proofs from the command line", () => {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, "..", "proof", "run.ts"), "store", "--seeds=1"], {
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  expect(JSON.parse(run.stdout)).toMatchObject({ proof: "store", damaged: 1, lostInSilence: 0 });
});
