import { readdirSync, readFileSync } from "node:fs";
import { isHoliday } from "chinese-days";
import { LegalHoliday } from "tyme4ts";
import { describe, expect, it } from "vitest";
import { CalendarYear, hasYear } from "#shared/time/calendar.ts";
import { addDays, weekdayOf } from "#shared/time/instant.ts";

const folder = new URL("../../resources/calendars/", import.meta.url);
const files = readdirSync(folder).sort();
const calendars = Object.fromEntries(
  files
    .map((file) => CalendarYear.parse(JSON.parse(readFileSync(new URL(file, folder), "utf8"))))
    .map((calendar) => [calendar.year, calendar]),
);

const isOff = (date: string): boolean => {
  const listed = calendars[Number(date.slice(0, 4))]?.days.find((day) => day.date === date);
  return listed?.isOffDay ?? [0, 6].includes(weekdayOf(date));
};

const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}-`); day = addDays(day, 1)) days.push(day);
  return days;
};

describe("the shipped calendars", () => {
  it("hold 2022 to 2026 and no year whose notice is not out", () => {
    expect(files).toEqual(["2022.json", "2023.json", "2024.json", "2025.json", "2026.json"]);
    for (const year of [2022, 2023, 2024, 2025, 2026]) expect(hasYear(calendars, year)).toBe(true);
    expect(hasYear(calendars, 2027)).toBe(false);
  });

  it.each([2022, 2023, 2024, 2025, 2026])("agree with two independent packages on each day of %i", (year) => {
    const days = daysOf(year);
    expect(days.length).toBeGreaterThanOrEqual(365);
    expect(days.filter((day) => isOff(day) !== isHoliday(day))).toEqual([]);
    const fromTyme = (day: string): boolean => {
      const [y = 0, m = 0, d = 0] = day.split("-").map(Number);
      const holiday = LegalHoliday.fromYmd(y, m, d);
      return holiday === null ? [0, 6].includes(weekdayOf(day)) : !holiday.isWork();
    };
    expect(days.filter((day) => isOff(day) !== fromTyme(day))).toEqual([]);
  });

  it("know the worked weekends and the days off of autumn 2026", () => {
    expect(isOff("2026-09-20")).toBe(false);
    expect(["2026-09-25", "2026-09-26", "2026-09-27"].map(isOff)).toEqual([true, true, true]);
    expect(["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"].map(isOff)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(isOff("2026-10-08")).toBe(false);
    expect(isOff("2026-10-10")).toBe(false);
  });

  it("hold seven holidays and six worked weekend days for 2026", () => {
    const days = calendars[2026]?.days ?? [];
    expect(new Set(days.filter((day) => day.isOffDay).map((day) => day.name)).size).toBe(7);
    expect(days.filter((day) => !day.isOffDay).map((day) => day.date)).toEqual([
      "2026-01-04",
      "2026-02-14",
      "2026-02-28",
      "2026-05-09",
      "2026-09-20",
      "2026-10-10",
    ]);
  });
});
