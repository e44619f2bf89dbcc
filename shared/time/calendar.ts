import { z } from "zod";
import { LocalDate } from "./instant.ts";

/** One day that differs from the plain week: `isOffDay` true is a day off, false a worked weekend day (调休). */
export const CalendarDay = z.object({ name: z.string().min(1), date: LocalDate, isOffDay: z.boolean() });
export type CalendarDay = z.infer<typeof CalendarDay>;

/**
 * One year's holiday notice, in the shape of the public holiday-cn files; their other keys are ignored. A file may
 * hold days of the December before, as 元旦 can begin there.
 */
export const CalendarYear = z
  .object({
    year: z.int().min(2000).max(2100),
    papers: z.array(z.string().min(1)),
    days: z.array(CalendarDay),
    /** Counts a notice's corrections, so that an older file never replaces a newer one; left out, the first. */ revision:
      z.int().nonnegative().optional(),
  })
  .superRefine((calendar, context) => {
    const seen = new Set<string>();
    calendar.days.forEach((day, i) => {
      const fail = (message: string) => context.addIssue({ code: "custom", path: ["days", i, "date"], message });
      if (!day.date.startsWith(`${calendar.year}-`) && !day.date.startsWith(`${calendar.year - 1}-12-`))
        fail(`不属于 ${calendar.year} 年的通知 / not a day of the notice for ${calendar.year}: ${day.date}`);
      if (seen.has(day.date)) fail(`日期重复 / the day is listed twice: ${day.date}`);
      seen.add(day.date);
    });
  });
export type CalendarYear = z.infer<typeof CalendarYear>;

/** The known years. A missing year has no calendar, which is not the same as no holidays. */
export type Calendars = Record<number, CalendarYear>;

/** Whether a year's notice is known; an empty placeholder (no notices or no days) counts as no calendar. */
export function hasYear(calendars: Calendars, year: number): boolean {
  const calendar = calendars[year];
  return calendar !== undefined && calendar.papers.length > 0 && calendar.days.length > 0;
}
