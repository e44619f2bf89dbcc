import { describe, expect, it } from "vitest";
import { finishDate, maskDate, maskHour, weekdayText } from "#renderer/ui/mask-date.ts";

describe("a date typed at the counter", () => {
  it.each([
    ["20261121", "2026-11-21"],
    ["２０２６１１２１", "2026-11-21"],
    ["2026/1/5", "2026-01-05"],
    ["2026/1/5日", "2026-01-05"],
    ["2026年1月5日", "2026-01-05"],
    ["2026-1-", "2026-01"],
    ["2026", "2026"],
    ["202611", "2026-11"],
    ["2026-11-2", "2026-11-2"],
    ["202611219", "2026-11-21"],
  ])("reads %s as %s", (typed, shown) => {
    expect(maskDate(typed)).toBe(shown);
  });

  it("takes the hour after the day", () => {
    expect(maskHour("2026112109")).toBe("2026-11-21 09");
    expect(maskHour("2026年11月21日9时")).toBe("2026-11-21 9");
    expect(maskHour("20261121")).toBe("2026-11-21");
  });

  it("builds the same date key by key as at once", () => {
    let shown = "";
    for (const key of "20261121") shown = maskDate(shown + key);
    expect(shown).toBe("2026-11-21");
    for (const key of "09") shown = maskHour(shown + key);
    expect(shown).toBe("2026-11-21 09");
  });

  it("fills the last part up when the field is left", () => {
    expect(finishDate("2026-01-5")).toBe("2026-01-05");
    expect(finishDate("2026-01-05 9")).toBe("2026-01-05 09");
    expect(finishDate("2026-01")).toBe("2026-01");
  });

  it("names the weekday of days that exist, and of no others", () => {
    expect(weekdayText("2026-11-21", "zh-CN")).toBe("周六");
    expect(weekdayText("2026-02-30", "zh-CN")).toBe("");
    expect(weekdayText("2026-11", "zh-CN")).toBe("");
  });
});
