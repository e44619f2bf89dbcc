import { describe, expect, it } from "vitest";
import { readOutsideLine } from "#shared/profile/line-facts.ts";

const problems = (changes: object, prefix?: string) => {
  const read = readOutsideLine({ utility: "water", ...changes }, prefix);
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path} ${message.zh}`);
};

describe("an outside line as it is read", () => {
  it("names each wrong fact as a clerk calls it, once", () => {
    expect(problems({ lineLengthMm: -1 })).toEqual(["lineLengthMm 线路长度：不能为负数"]);
    expect(problems({ lineLengthMm: 1e300 })).toEqual(["lineLengthMm 线路长度：须为不小于 0 的整数"]);
    expect(problems({ green: { trees: "3" } }, "outsideLines[1]")).toEqual([
      "outsideLines[1].green.trees 移植或砍伐树木的数量：须为不小于 0 的整数",
    ]);
    expect(problems({ crossings: [{}, { openedOn: "20260101" }] })).toEqual([
      "crossings[1].openedOn 第 2 处穿越的道路交付使用日期：日期须写成 YYYY-MM-DD",
    ]);
    expect(problems({ crossings: [5] })).toEqual(["crossings[0] 第 1 处穿越：应为对象"]);
    expect(problems({ on: null })).toEqual(["on 施工日期：日期须写成 YYYY-MM-DD"]);
    expect(problems({ on: "2026-02-30" })).toEqual(["on 施工日期：没有这一天"]);
    expect(problems({ depth: 1 }, "outsideLines[0]")).toEqual(["outsideLines[0] 外线工程：不认识的项目：depth"]);
  });

  it("takes trees as a count or as yes and no, and whatever is left out as unknown", () => {
    const read = (green: object) => {
      const reading = readOutsideLine({ utility: "water", green });
      return reading.ok ? reading.line.green : reading.problems;
    };
    expect(read({ trees: true })).toEqual({ lengthMm: "unknown", areaCm2: "unknown", trees: 1 });
    expect(read({ trees: 0, areaCm2: 5 })).toEqual({ lengthMm: "unknown", areaCm2: 5, trees: 0 });
  });
});
