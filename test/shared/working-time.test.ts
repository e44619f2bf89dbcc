import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDateOf } from "#shared/time/instant.ts";
import {
  addWorkingDays,
  addWorkingMinutes,
  CounterHours,
  fullDayMinutes,
  isWorkingDay,
} from "#shared/time/working-time.ts";
import { CALENDARS, china, HOURS } from "./calendar-2026.ts";

const minutes = (at: string, count: number, pauses: { from: string; to: string | null; reason: string }[] = []) => {
  const result = addWorkingMinutes(china(at), count, { hours: HOURS, calendars: CALENDARS }, pauses);
  return result.kind === "at" ? result.at : result.kind;
};

describe("working days", () => {
  it("follows the notice over the plain week", () => {
    expect(isWorkingDay("2026-09-20", CALENDARS)).toBe(true);
    expect(isWorkingDay("2026-09-25", CALENDARS)).toBe(false);
    expect(isWorkingDay("2026-10-10", CALENDARS)).toBe(true);
    expect(isWorkingDay("2026-11-21", CALENDARS)).toBe(false);
    expect(isWorkingDay("2026-11-20", CALENDARS)).toBe(true);
  });

  it("does not know a year without a notice, nor one whose file is an empty placeholder", () => {
    expect(isWorkingDay("2027-03-01", CALENDARS)).toBe("unknown");
    expect(isWorkingDay("2027-03-01", { ...CALENDARS, 2027: { year: 2027, papers: [], days: [] } })).toBe("unknown");
  });

  it("hears of a December day from the next year's notice", () => {
    const next = {
      year: 2027,
      papers: ["made up"],
      days: [
        { name: "元旦", date: "2026-12-31", isOffDay: true },
        { name: "元旦", date: "2027-01-01", isOffDay: true },
      ],
    };
    expect(isWorkingDay("2026-12-31", CALENDARS)).toBe(true);
    expect(isWorkingDay("2026-12-31", { ...CALENDARS, 2027: next })).toBe(false);
  });

  it("does not count the start day, and stops where the calendar ends", () => {
    expect(addWorkingDays("2026-09-18", 4, CALENDARS)).toBe("2026-09-23");
    expect(addWorkingDays("2026-09-24", 4, CALENDARS)).toBe("2026-10-08");
    expect(addWorkingDays("2026-09-19", 0, CALENDARS)).toBe("2026-09-19");
    expect(addWorkingDays("2026-12-30", 1, CALENDARS)).toBe("2026-12-31");
    expect(addWorkingDays("2026-12-30", 2, CALENDARS)).toBe("unknown");
  });

  it("always ends on a working day, with exactly n of them on the way", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 }), (offset, n) => {
        const start = addDays("2026-01-01", offset);
        const end = addWorkingDays(start, n, CALENDARS);
        const passed: string[] = [];
        for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) passed.push(day);
        expect(isWorkingDay(end, CALENDARS)).toBe(true);
        expect(passed.filter((day) => isWorkingDay(day, CALENDARS) === true)).toHaveLength(n);
      }),
    );
  });
});

describe("row 30: counter minutes", () => {
  it("run at once, over the midday break and over the night", () => {
    expect(minutes("2026-11-18 09:00", 180)).toBe(china("2026-11-18 12:00"));
    expect(minutes("2026-11-18 09:00", 181)).toBe(china("2026-11-18 13:31"));
    expect(minutes("2026-11-18 16:30", 60)).toBe(china("2026-11-19 09:30"));
    expect(minutes("2026-11-20 17:00", 1)).toBe(china("2026-11-23 09:01"));
    expect(minutes("2026-11-18 06:00", 1)).toBe(china("2026-11-18 09:01"));
  });

  it("do not run inside a pause, and never end inside an open one", () => {
    expect(
      minutes("2026-11-18 09:00", 60, [
        { from: china("2026-11-18 09:30"), to: china("2026-11-18 11:00"), reason: "补正" },
      ]),
    ).toBe(china("2026-11-18 11:30"));
    expect(minutes("2026-11-18 09:00", 60, [{ from: china("2026-11-18 09:30"), to: null, reason: "补正" }])).toBe(
      "paused",
    );
    expect(minutes("2026-11-18 09:00", 30, [{ from: china("2026-11-18 09:30"), to: null, reason: "补正" }])).toBe(
      china("2026-11-18 09:30"),
    );
    const twice = [
      { from: china("2026-11-18 09:10"), to: china("2026-11-18 09:40"), reason: "补正" },
      { from: china("2026-11-18 09:20"), to: china("2026-11-18 10:00"), reason: "勘察" },
    ];
    expect(minutes("2026-11-18 09:00", 60, twice)).toBe(china("2026-11-18 10:50"));
  });

  it("stop before a year without a calendar", () => {
    expect(minutes("2026-12-31 16:00", 61)).toBe("calendar-missing");
    expect(minutes("2026-12-31 16:00", 60)).toBe(china("2026-12-31 17:00"));
  });

  it("add up to what was asked, all inside counter hours", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 * 1440 }), fc.integer({ min: 1, max: 3000 }), (offset, count) => {
        const from = new Date(Date.parse(china("2026-01-01 00:00")) + offset * 60_000).toISOString();
        const result = addWorkingMinutes(from, count, { hours: HOURS, calendars: CALENDARS }, []);
        expect(result.worked.reduce((sum, stretch) => sum + Date.parse(stretch.to) - Date.parse(stretch.from), 0)).toBe(
          count * 60_000,
        );
        for (const stretch of result.worked) expect(isWorkingDay(localDateOf(stretch.from), CALENDARS)).toBe(true);
      }),
    );
  });
});

describe("row 30: counter hours", () => {
  it("add up over the spans, which must be in order", () => {
    expect(fullDayMinutes(HOURS)).toBe(390);
    expect(
      CounterHours.safeParse({
        spans: [
          [810, 1020],
          [540, 720],
        ],
      }).success,
    ).toBe(false);
    expect(CounterHours.safeParse({ spans: [[540, 540]] }).success).toBe(false);
    expect(CounterHours.safeParse(HOURS).success).toBe(true);
  });
});
