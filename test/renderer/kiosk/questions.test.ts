import { describe, expect, it } from "vitest";
import { concerns, questionsOf } from "#renderer/features/kiosk/questions.ts";
import { Profile } from "#shared/profile/profile.ts";
import { MADE_UP } from "#test/shared/made-up-profile.ts";

const profile = Profile.parse(MADE_UP);

describe("the kiosk's questions", () => {
  it("asks the general fields first, then those of each ticked utility in the profile's order", () => {
    const general = profile.form.sections
      .filter((section) => section.utility === null)
      .flatMap((section) => section.fields).length;
    const paths = questionsOf(profile, ["power", "water"]).map((question) => question.path);
    expect(paths.slice(0, 2)).toEqual(["form.header.applicant", "form.header.creditCode"]);
    const own = paths.slice(general).map((path) => path.split(".")[1]);
    expect([...new Set(own)]).toEqual(["water", "power"]);
  });

  it("asks nothing of a utility that is not ticked", () => {
    expect(questionsOf(profile, ["water"]).some((question) => question.section.utility === "power")).toBe(false);
  });

  it("knows which problem belongs to which question", () => {
    const question = { path: "form.gas.demand" };
    expect([
      concerns(question, "form.gas.demand"),
      concerns(question, "form.gas.demand.unit"),
      concerns(question, "form.gas.demandOther"),
    ]).toEqual([true, true, false]);
  });
});
