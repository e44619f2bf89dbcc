import { afterAll, expect, it } from "vitest";
import { peopleCalls } from "#station/people/calls.ts";
import { endRendering } from "#station/rendering/render.ts";
import { page } from "#test/proof/kiosk/headless-page.ts";
import { proveKiosk } from "#test/proof/kiosk-figures.ts";
import { ENDS } from "#test/proof/kiosk/walk.ts";

const WALKS = process.env["LIANDONG_FAULTS"] === "full" ? 5_000 : 300;
const PLANTED_WALKS = 100;

afterAll(() => endRendering());

it(
  "row 46: however a visit ends, the next visitor finds a blank page, and its slip never comes by itself later",
  { timeout: 1_800_000 },
  async () => {
    const runs = await proveKiosk(WALKS);
    expect(runs.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    expect(runs).toHaveLength(WALKS);
    expect(new Set(runs.map(({ end }) => end))).toEqual(new Set(ENDS));
    expect(runs.filter(({ slip }) => slip === "held").length).toBeGreaterThan(WALKS / 50);
    expect(runs.filter(({ slip }) => slip === "printed").length).toBeGreaterThan(WALKS / 20);
  },
);

it("notices a way back to the start page that keeps the answers", async () => {
  const keep = (): void => page.useVisitStore.setState({ screen: "welcome" });
  const runs = await proveKiosk(PLANTED_WALKS, 0, { page: (end) => (end === "back" ? keep : null) });
  expect(runs.flatMap(({ wrong }) => wrong)).toContain("residue: profile");
});

it("notices a station that does not hold the slips of ended visits", async () => {
  const runs = await proveKiosk(PLANTED_WALKS, 0, {
    station: (handlers) => ({ ...handlers, ...peopleCalls(() => undefined) }),
  });
  expect(runs.flatMap(({ wrong }) => wrong)).toContain("late: a slip of an ended visit");
});
