import { readFileSync } from "node:fs";
import { CalendarYear, type Calendars } from "#shared/time/calendar.ts";
import type { CounterHours } from "#shared/time/working-time.ts";

const shipped = (year: number): CalendarYear =>
  CalendarYear.parse(
    JSON.parse(readFileSync(new URL(`../../resources/calendars/${year}.json`, import.meta.url), "utf8")),
  );

/** The calendars that are shipped for 2025 and 2026; 2027 is not known. */
export const CALENDARS: Calendars = { 2025: shipped(2025), 2026: shipped(2026) };
/** 9:00-12:00 and 13:30-17:00, six and a half hours. */
export const HOURS: CounterHours = {
  spans: [
    [540, 720],
    [810, 1020],
  ],
};
/** An instant written as China time, e.g. `china("2026-09-18 16:50")`. */
export const china = (text: string): string => new Date(`${text.replace(" ", "T")}:00+08:00`).toISOString();
