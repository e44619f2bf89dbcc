import { describe, expect, it } from "vitest";
import { CalendarYear, hasYear } from "#shared/time/calendar.ts";

const newYear = { name: "元旦", date: "2026-01-01", isOffDay: true };

describe("the calendar of a year", () => {
  it("counts an empty placeholder as no calendar, never as no holidays", () => {
    expect(hasYear({ 2027: CalendarYear.parse({ year: 2027, papers: [], days: [] }) }, 2027)).toBe(false);
    expect(hasYear({ 2027: CalendarYear.parse({ year: 2027, papers: ["通知"], days: [] }) }, 2027)).toBe(false);
    expect(hasYear({ 2026: CalendarYear.parse({ year: 2026, papers: [], days: [newYear] }) }, 2026)).toBe(false);
    expect(hasYear({}, 2026)).toBe(false);
  });

  it("has a year that names its notice and its days", () => {
    expect(hasYear({ 2026: CalendarYear.parse({ year: 2026, papers: ["通知"], days: [newYear] }) }, 2026)).toBe(true);
  });

  it("takes a public holiday-cn file with its schema keys and a day of the December before", () => {
    const parsed = CalendarYear.parse({
      $schema: "x",
      $id: "y",
      year: 2023,
      papers: ["通知"],
      days: [{ name: "元旦", date: "2022-12-31", isOffDay: true }],
    });
    expect(Object.keys(parsed)).toEqual(["year", "papers", "days"]);
    expect(parsed.days).toHaveLength(1);
  });

  it.each([
    ["a day of another year", [{ ...newYear, date: "2025-10-01" }], "2025-10-01"],
    ["a day listed twice", [newYear, newYear], "twice"],
    ["a day that does not exist", [{ ...newYear, date: "2026-02-30" }], "no such day"],
  ])("refuses %s", (_what, days, said) => {
    const result = CalendarYear.safeParse({ year: 2026, papers: ["通知"], days });
    expect(result.success).toBe(false);
    expect(result.error?.issues.map((issue) => issue.message).join()).toContain(said);
  });
});
