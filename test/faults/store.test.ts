import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MARK_FILES } from "#station/db/store-mark.ts";
import { proveStore } from "#test/proof/store-figures.ts";

const DAMAGES = process.env["LIANDONG_FAULTS"] === "full" ? 2_000 : 60;

it(
  "row 58: a damaged store, log, mark or file loses nothing in silence, gives no number twice and begins no new hall",
  { timeout: 1_800_000 },
  async () => {
    const runs = await proveStore(DAMAGES);
    expect(runs.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(runs).toHaveLength(DAMAGES);
    expect(runs.filter(({ ending }) => ending === "refused").length).toBeGreaterThan(DAMAGES / 4);
    expect(runs.filter(({ ending }) => ending === "whole").length).toBeGreaterThan(DAMAGES / 4);
  },
);

/** Leaves a folder as a program would that writes its mark now and then, not with each act. */
function leaveMarkBehind(dir: string, older: string): void {
  for (const name of MARK_FILES) copyFileSync(join(older, name), join(dir, name));
}

it("notices a program that does not write its mark with each act", { timeout: 300_000 }, async () => {
  const runs = await proveStore(60, 0, leaveMarkBehind);
  expect(runs.flatMap(({ wrong }) => wrong).join("\n")).toMatch(/^lost.*\n(.*\n)*twice/m);
});
