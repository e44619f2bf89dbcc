import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../shared/bilingual.ts";
import { CalendarYear, type Calendars } from "../../shared/calendar.ts";
import { badInput } from "../../shared/problem.ts";

/** Reads one yearly calendar; a file of another shape is refused by name. */
export function readCalendarFile(file: string): CalendarYear {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw badInput([{ path: file, message: say(`日历文件读不懂：${String(error)}`, `The calendar file cannot be read: ${String(error)}`) }]);
  }
  const parsed = CalendarYear.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw badInput(parsed.error.issues.map((issue) => ({ path: `${file}: ${issue.path.join(".")}`, message: say(`日历格式不符：${issue.message}`, `Not a calendar: ${issue.message}`) })));
}

/** Reads every yearly calendar of a folder. */
export function openCalendarShelf(dir: string): Calendars {
  const years = readdirSync(dir)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .map((name) => readCalendarFile(join(dir, name)));
  return Object.fromEntries(years.map((year) => [year.year, year]));
}
