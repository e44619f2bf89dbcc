import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../shared/bilingual.ts";
import { CalendarYear, type Calendars } from "../../shared/calendar.ts";
import { badInput } from "../../shared/problem.ts";
import { zodProblems } from "../../shared/zod-problems.ts";

/** Takes parsed JSON for one yearly calendar; another shape is refused by the file's name and the place in it. */
export function readCalendar(raw: unknown, file: string): CalendarYear {
  const parsed = CalendarYear.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw badInput(zodProblems(parsed.error.issues).map(({ path, message }) => ({ path: path === "" ? file : `${file} ${path}`, message: say(`不是节假日日历：${message.zh}`, `not a holiday calendar: ${message.en}`) })));
}

function readCalendarFile(file: string): CalendarYear {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw badInput([{ path: file, message: say(`日历文件读不懂：${String(error)}`, `The calendar file cannot be read: ${String(error)}`) }]);
  }
  return readCalendar(raw, file);
}

/** Reads every yearly calendar of a folder. */
export function openCalendarShelf(dir: string): Calendars {
  const years = readdirSync(dir)
    .filter((name) => /^\d{4}\.json$/.test(name))
    .map((name) => readCalendarFile(join(dir, name)));
  return Object.fromEntries(years.map((year) => [year.year, year]));
}
