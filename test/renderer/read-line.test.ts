import { describe, expect, it } from "vitest";
import { OutsideLine } from "#shared/profile/outside-line.ts";
import { emptyCrossing, emptyLine, NEVER } from "#renderer/form/outside-line/line-entry.ts";
import { readLine } from "#renderer/form/outside-line/read-line.ts";
import { draftLine, restoreLines } from "#renderer/form/outside-line/line-entry.ts";

const measured = {
  ...emptyLine(),
  on: "2026-11-30",
  length: "15.001",
  crossings: "some" as const,
  crossingRows: [{ length: "１５", roadClass: "branch" as const, openedOn: NEVER, overhauledOn: "2022-10-01" }],
  green: "some" as const,
  greenLength: "10",
  greenArea: "50.0001",
  greenTrees: "2棵",
};

describe("an outside line as typed", () => {
  it("is unknown in every fact until something is typed", () => {
    const { line, problems } = readLine("water", emptyLine(), "line.water");
    expect(line).toEqual({
      utility: "water",
      on: "unknown",
      lineLengthMm: "unknown",
      crossings: "unknown",
      green: "unknown",
    });
    expect(problems).toEqual([]);
  });

  it("reads metres to whole millimetres and square metres to whole square centimetres, as the contract wants them", () => {
    const { line, problems } = readLine("water", measured, "line.water");
    expect(problems).toEqual([]);
    expect(line).toEqual({
      utility: "water",
      on: "2026-11-30",
      lineLengthMm: 15001,
      crossings: [{ lengthMm: 15000, roadClass: "branch", openedOn: null, overhauledOn: "2022-10-01" }],
      green: { lengthMm: 10000, areaCm2: 500001, trees: 2 },
    });
    expect(OutsideLine.parse(line)).toEqual(line);
  });

  it("says none only where none was said", () => {
    const { line } = readLine("water", { ...emptyLine(), crossings: "none", green: "none" }, "line.water");
    expect(line).toMatchObject({ crossings: [], green: null });
  });

  it.each([
    ["length", "15.0001", "line.water.lineLengthMm", "lineLengthMm"],
    ["length", "-1", "line.water.lineLengthMm", "lineLengthMm"],
    ["length", "1e3", "line.water.lineLengthMm", "lineLengthMm"],
    ["on", "2026-02-30", "line.water.on", "on"],
  ] as const)("counts a %s of %s as unknown and names it", (part, typed, path, fact) => {
    const { line, problems } = readLine("water", { ...emptyLine(), [part]: typed }, "line.water");
    expect(line[fact]).toBe("unknown");
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });

  it("reads the day of works as a spreadsheet has it", () => {
    const { line, problems } = readLine("water", { ...emptyLine(), on: "2026/11/30 8:00" }, "line.water");
    expect(problems).toEqual([]);
    expect(line.on).toBe("2026-11-30");
  });

  it("names half a tree", () => {
    const { problems } = readLine("water", { ...emptyLine(), green: "some", greenTrees: "0.5" }, "line.water");
    expect(problems.map((problem) => problem.path)).toEqual(["line.water.green.trees"]);
  });

  it("comes back from a draft letter by letter, half-typed numbers included", () => {
    const typed = { ...measured, length: "15.", crossingRows: [emptyCrossing(), { ...emptyCrossing(), length: "3." }] };
    expect(restoreLines([JSON.parse(JSON.stringify(draftLine("water", typed)))])).toEqual({ water: typed });
  });

  it("takes nothing of another type from a draft", () => {
    expect(
      restoreLines([{ utility: "water", typed: { length: 15, has: "yes", crossingRows: [7] } }, { utility: 3 }]),
    ).toEqual({ water: emptyLine() });
  });
});
