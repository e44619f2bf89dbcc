import { describe, expect, it } from "vitest";
import type { DatePrecision } from "#shared/time/typed-date.ts";
import { finishDate, maskDate, weekdayText } from "#renderer/ui/mask-date.ts";

/** Types a text on at the end, key by key. */
const typeOn = (start: string, keys: string, precision: DatePrecision): string =>
  [...keys].reduce((before, key) => maskDate({ before, after: before + key }, precision), start);

/** Takes signs away before a place by Backspace, types others there, and leaves the field. */
function correct(text: string, [from, to]: readonly [number, number], keys: string): string {
  let shown = text;
  const change = (after: string): void => {
    shown = maskDate({ before: shown, after }, text.length > 10 ? "hour" : "day");
  };
  for (let end = to; end > from; end -= 1) change(shown.slice(0, end - 1) + shown.slice(end));
  [...keys].forEach((key, i) => change(shown.slice(0, from + i) + key + shown.slice(from + i)));
  return finishDate(shown, text.length > 10 ? "hour" : "day");
}

describe("a date typed at the counter", () => {
  it.each([
    ["20261121", "day", "2026-11-21"],
    ["２０２６１１２１", "day", "2026-11-21"],
    ["2026-11-21", "day", "2026-11-21"],
    ["2026/1/12", "day", "2026-01-12"],
    ["2026年1月12日", "day", "2026-01-12"],
    ["2026-1-", "day", "2026-01-"],
    ["202611", "day", "2026-11"],
    ["202611219", "day", "2026-11-21"],
    ["2026112109", "hour", "2026-11-21 09"],
    ["2026-11-21 09", "hour", "2026-11-21 09"],
    ["2026年11月21日9时", "hour", "2026-11-21 09"],
    ["202611210930", "minute", "2026-11-21 09:30"],
    ["2026-11-21 09:30", "minute", "2026-11-21 09:30"],
  ] as const)("%s, key by key in a field of the %s, reads %s", (keys, precision, shown) => {
    expect(typeOn("", keys, precision)).toBe(shown);
  });

  it("takes a time typed behind the day for no other day", () => {
    expect(finishDate(typeOn("", "2026/1/12 3:04", "day"), "day")).toBe("2026-01-12");
    expect(finishDate(typeOn("", "2026/1/12 3:04", "hour"), "hour")).toBe("2026-01-12 03");
  });

  it.each([
    ["2026-11-21", [5, 7], "12", "2026-12-21"],
    ["2026-11-21", [5, 7], "10", "2026-10-21"],
    ["2026-11-21", [8, 10], "25", "2026-11-25"],
    ["2026-11-21", [0, 4], "2025", "2025-11-21"],
    ["2026-12-21 09", [8, 10], "28", "2026-12-28 09"],
    ["2026-12-21 09", [5, 7], "11", "2026-11-21 09"],
    ["2026-12-21 09", [11, 13], "14", "2026-12-21 14"],
    ["2026-12-21 09", [8, 10], "5", "2026-12-05 09"],
  ] as const)("%s with signs %j typed anew as %s is %s", (text, part, keys, right) => {
    expect(correct(text, part, keys)).toBe(right);
  });

  it("reads a pasted date whole, and leaves what is none as it was pasted", () => {
    const paste = (after: string): string => maskDate({ before: "", after, pasted: true }, "day");
    expect(paste("2026/1/12 3:04")).toBe("2026-01-12");
    expect(paste("2026年1月12日 9:30")).toBe("2026-01-12");
    expect(paste("12/1/2026")).toBe("12/1/2026");
    expect(paste("2026112")).toBe("2026112");
  });

  it("fills the last part up when the field is left", () => {
    expect(finishDate("2026-01-5", "day")).toBe("2026-01-05");
    expect(finishDate("2026-01-05 9", "hour")).toBe("2026-01-05 09");
    expect(finishDate("2026-01", "day")).toBe("2026-01");
  });

  it("names the weekday of days that exist, and of no others", () => {
    expect(weekdayText("2026-11-21", "zh-CN")).toBe("周六");
    expect(weekdayText("2026-02-30", "zh-CN")).toBe("");
    expect(weekdayText("2026-11", "zh-CN")).toBe("");
  });
});
