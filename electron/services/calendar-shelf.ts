import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../shared/bilingual.ts";
import { CalendarYear, type Calendars } from "../../shared/calendar.ts";
import { badInput } from "../../shared/problem.ts";
import { zodProblems } from "../../shared/zod-problems.ts";
import { resourcesDir } from "../resources.ts";

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

/** Reads every yearly calendar of the folders that are there; a later folder's year replaces an earlier one's. */
function openCalendarShelf(dirs: readonly string[]): Calendars {
  const years = dirs
    .filter((dir) => existsSync(dir))
    .flatMap((dir) =>
      readdirSync(dir)
        .filter((name) => /^\d{4}\.json$/.test(name))
        .map((name) => readCalendarFile(join(dir, name))),
    );
  return Object.fromEntries(years.map((year) => [year.year, year]));
}

/** The folder of a hall for calendars that came out after the program did, one `YYYY.json` a year. */
export const calendarFolder = (dataDir: string): string => join(dataDir, "calendars");

/** The shipped calendars, then those that the hall has put beside its data: a notice comes out once a year, a program need not. */
export const openCalendars = (dataDir: string): Calendars => openCalendarShelf([join(resourcesDir(), "calendars"), calendarFolder(dataDir)]);
