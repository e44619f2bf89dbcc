import { z } from "zod";

/** An instant in UTC, ISO 8601 with milliseconds and `Z`, e.g. `2026-11-21T02:37:00.000Z`. */
export type Instant = string;
/** A calendar day in China, `YYYY-MM-DD`. */
export type LocalDate = string;
/** The clock passed in to everything that needs the time. */
export type Now = () => Instant;

/** China keeps one time zone, UTC+8, without summer time. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** A minute in milliseconds. */
export const MINUTE_MS = 60_000;
/** A day of the calendar in milliseconds; China's days are all alike. */
export const DAY_MS = 86_400_000;

const isRealDate = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
};

const WRITTEN = "日期须写成 YYYY-MM-DD / a date is written YYYY-MM-DD";

/** Accepts only days that exist: 2026-02-30 is refused. */
export const LocalDate = z
  .string(WRITTEN)
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: WRITTEN, abort: true })
  .refine(isRealDate, "没有这一天 / no such day");

/** The instant a number of milliseconds after another; a negative number gives one before it. */
export const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();

/** The calendar day in China at an instant. */
export const localDateOf = (at: Instant): LocalDate =>
  new Date(Date.parse(at) + CHINA_OFFSET_MS).toISOString().slice(0, 10);

/** Minutes since midnight in China at an instant, whole minutes rounded down. */
export const minuteOfDay = (at: Instant): number => {
  const local = new Date(Date.parse(at) + CHINA_OFFSET_MS);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
};

/** The instant of a minute of a China day; minute 1440 is the next midnight. */
export const instantOf = (day: LocalDate, minute: number): Instant =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - CHINA_OFFSET_MS + minute * MINUTE_MS).toISOString();

/** The day that lies `days` after (or before) a day. */
export const addDays = (day: LocalDate, days: number): LocalDate =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Adds whole months; where the month has no such day, its last day (民法典 202). */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, lastDate));
  return first.toISOString().slice(0, 10);
}

/** Adds whole years, by the month rule of 民法典 202. */
export const addYears = (day: LocalDate, years: number): LocalDate => addMonths(day, years * 12);

/** 0 Sunday to 6 Saturday. */
export const weekdayOf = (day: LocalDate): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();

const two = (value: number): string => String(value).padStart(2, "0");

/** Hours and minutes of an instant in China's time, `14:05`. */
export function hourText(at: Instant): string {
  const minute = minuteOfDay(at);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
