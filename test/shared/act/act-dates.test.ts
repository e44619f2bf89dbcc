import { describe, expect, it } from "vitest";
import type { Act } from "#shared/case/act.ts";
import { dateProblem } from "#shared/case/act-dates.ts";
import { OutsideLine } from "#shared/profile/outside-line.ts";

const today = "2026-11-21";
const started = (on: string): Act => ({ kind: "construction.started", on });
const survey = (on: string): Act => ({
  kind: "survey.recorded",
  on: today,
  findings: "",
  facts: [OutsideLine.parse({ utility: "power" }), OutsideLine.parse({ utility: "water", on })],
});

describe("the date of an act", () => {
  it("lies between acceptance and today", () => {
    const path = (on: string) => dateProblem(started(on), { today, acceptedOn: "2026-11-20" })?.path ?? null;
    expect(["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"].map(path)).toEqual(["on", null, null, "on"]);
  });

  it("does not count against an acceptance that a fast clock dated in the future", () => {
    const path = (on: string) => dateProblem(started(on), { today, acceptedOn: "2027-12-26" })?.path ?? null;
    expect(["2026-11-20", today, "2026-11-22"].map(path)).toEqual(["on", null, "on"]);
  });

  it("has the day of work of a survey within a year, as one years ahead would make a road old enough", () => {
    const days = { today, acceptedOn: "2026-11-20" };
    expect(dateProblem(survey("2027-11-21"), days)).toBeNull();
    expect(dateProblem(survey("2036-11-21"), days)).toMatchObject({
      path: "facts[1].on",
      message: { zh: expect.stringContaining("2027-11-21") },
    });
  });
});
