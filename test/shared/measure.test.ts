import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metresText, readMetres, readSquareMetres, squareMetresText } from "#shared/profile/measure.ts";

describe("measures in print", () => {
  it("sets the decimal point without losing a millimetre", () => {
    expect([
      metresText(15_000),
      metresText(15_000, 3),
      metresText(15_001),
      metresText(1),
      metresText(0),
      metresText(15_010, 2),
    ]).toEqual(["15", "15.000", "15.001", "0.001", "0", "15.01"]);
    expect([squareMetresText(500_100), squareMetresText(500_000, 2), squareMetresText(500_001, 2)]).toEqual([
      "50.01",
      "50.00",
      "50.0001",
    ]);
  });

  it("reads back whatever it prints", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.integer({ min: 0, max: 3 }), (mm, atLeast) => {
        expect(readMetres(metresText(mm, atLeast), "x")).toEqual({ ok: true, value: mm });
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (cm2) => {
        expect(readSquareMetres(`${squareMetresText(cm2)} m²`, "x")).toEqual({ ok: true, value: cm2 });
      }),
    );
  });
});

describe("measures as typed", () => {
  it.each([
    ["15.001", 15_001],
    ["１５．０", 15_000],
    ["15 米", 15_000],
    ["15。5", 15_500],
    [" 200m ", 200_000],
    [".5", 500],
    ["7.", 7000],
    ["12.5000", 12_500],
  ])("reads %s", (text, mm) => {
    expect(readMetres(text, "lineLengthMm")).toEqual({ ok: true, value: mm });
  });

  it.each([
    ["-1", "负数"],
    ["", "未知"],
    ["1.0001", "三位小数"],
    ["12厘米", "不是数字"],
    ["1e3", "不是数字"],
    ["1,5", "不是数字"],
    ["200000", "过大"],
    ["9".repeat(61), "过长"],
  ])("refuses %s and names the field", (text, why) => {
    const result = readMetres(text, "crossings[0].lengthMm");
    if (result.ok) throw new Error("it was read");
    expect(result.problem.path).toBe("crossings[0].lengthMm");
    expect(result.problem.message.zh).toContain(why);
  });

  it("reads square metres with their signs", () => {
    expect([readSquareMetres("50.01㎡", "a"), readSquareMetres("50 平方米", "a")]).toEqual([
      { ok: true, value: 500_100 },
      { ok: true, value: 500_000 },
    ]);
  });
});
