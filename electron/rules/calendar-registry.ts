import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { bilingual } from "#shared/lib/bilingual.ts";
import { CalendarYear, type Calendars } from "#shared/time/calendar.ts";
import { badInput, DATA_IS_SAFE, ProblemError, type FieldProblem, type Problem } from "#shared/lib/problem.ts";
import { textOf } from "#shared/lib/text-file.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { resourcesDir } from "#station/lib/resources.ts";

/** Parses one yearly calendar; an error names the file and the place in it. */
export function readCalendar(raw: unknown, file: string): CalendarYear {
  const parsed = CalendarYear.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw badInput(
    zodProblems(parsed.error.issues).map(({ path, message }) => ({
      path: path === "" ? file : `${file} ${path}`,
      message: bilingual(`不是节假日日历：${message.zh}`, `not a holiday calendar: ${message.en}`),
    })),
  );
}

function readYear(dir: string, name: string): CalendarYear {
  const file = join(dir, name);
  let raw: unknown;
  try {
    raw = JSON.parse(textOf(file, readFileSync(file)));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw badInput([
      {
        path: file,
        message: bilingual(`日历文件读不懂：${String(error)}`, `The calendar file cannot be read: ${String(error)}`),
      },
    ]);
  }
  const calendar = readCalendar(raw, file);
  // A file overrides another by its name; with another year it would replace that one unseen.
  if (name !== `${calendar.year}.json`)
    throw badInput([
      {
        path: `${file} year`,
        message: bilingual(`年份与文件名不一致：${calendar.year}`, `the year is not the file's name: ${calendar.year}`),
      },
    ]);
  return calendar;
}

const quarantinedBecause = (file: string, fields: FieldProblem[]): Problem => ({
  code: "calendar-invalid",
  what: bilingual(
    `日历文件有误，没有启用，该年按“缺日历”处理：${file}`,
    `A calendar file is faulty and not in use; its year counts as having no calendar: ${file}`,
  ),
  safe: DATA_IS_SAFE,
  next: bilingual(
    "请更正该文件或移走它，再重新打开程序。",
    "Mend that file or move it away, and open the program again.",
  ),
  fields,
});

/** The known years, and the files that could not be loaded. A faulty file never keeps a station from opening. */
export type CalendarRegistry = { calendars: Calendars; quarantined: Problem[] };

/**
 * Reads every yearly calendar. A later folder replaces a year, even by a broken file: replaced days must not return
 * unseen.
 */
function openCalendarRegistry(dirs: readonly string[]): CalendarRegistry {
  const years = new Map<string, CalendarYear | Problem>();
  for (const dir of dirs.filter((candidate) => existsSync(candidate))) {
    for (const name of readdirSync(dir).filter((file) => /^\d{4}\.json$/.test(file))) {
      try {
        years.set(name, readYear(dir, name));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        years.set(name, quarantinedBecause(join(dir, name), error.problem.fields));
      }
    }
  }
  const read = [...years.values()];
  return {
    calendars: Object.fromEntries(read.flatMap((each) => ("days" in each ? [[each.year, each]] : []))),
    quarantined: read.filter((each) => "code" in each),
  };
}

/** The hall's folder for calendars newer than the program, one `YYYY.json` a year. */
export const calendarFolder = (dataDir: string): string => join(dataDir, "calendars");

/** The shipped calendars, then the hall's own: a notice appears once a year, a release need not. */
export const openCalendars = (dataDir: string): CalendarRegistry =>
  openCalendarRegistry([join(resourcesDir(), "calendars"), calendarFolder(dataDir)]);
