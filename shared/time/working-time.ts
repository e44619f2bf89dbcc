import { z } from "zod";
import { UNKNOWN, type Unknown } from "#shared/lib/unknown.ts";
import { type Calendars, hasYear } from "./calendar.ts";
import { addDays, type Instant, instantOf, type LocalDate, localDateOf, MINUTE_MS, weekdayOf } from "./instant.ts";

const Minute = z.int().min(0).max(1440);

/** A hall's counter hours as spans of minutes of the day, in order, e.g. 9:00-12:00 and 13:30-17:00. */
export const CounterHours = z
  .strictObject({ spans: z.array(z.tuple([Minute, Minute])).min(1) })
  .refine(
    ({ spans }) => spans.every(([from, to], i) => from < to && from >= (spans[i - 1]?.[1] ?? 0)),
    "办公时段须按先后排列且不重叠 / counter hours must be in order and not overlap",
  );
export type CounterHours = z.infer<typeof CounterHours>;

/** A stretch of time in which a deadline does not run, `to` not included; an open pause has no `to` yet. */
export type Pause = { from: Instant; to: Instant | null; reason: string };

/** The minute of the day at which the counter closes. */
export const closingMinute = (hours: CounterHours): number => hours.spans.at(-1)?.[1] ?? 0;

/** The counter minutes of a full working day. */
export const fullDayMinutes = (hours: CounterHours): number =>
  hours.spans.reduce((sum, [from, to]) => sum + to - from, 0);

/**
 * A day's entry in a holiday notice, e.g. 国庆节; null for a plain day. A January holiday's notice may include days of
 * the December before.
 */
export function noticeOf(day: LocalDate, calendars: Calendars): { name: string; isOffDay: boolean } | null {
  const year = Number(day.slice(0, 4));
  for (const notice of [year + 1, year]) {
    const found = calendars[notice]?.days.find((each) => each.date === day);
    if (found) return found;
  }
  return null;
}

/** Whether the counter works on a day, 调休 included; unknown if the year has no calendar. */
export function isWorkingDay(day: LocalDate, calendars: Calendars): boolean | Unknown {
  if (!hasYear(calendars, Number(day.slice(0, 4)))) return UNKNOWN;
  const notice = noticeOf(day, calendars);
  if (notice) return !notice.isOffDay;
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
}

/**
 * The `n`th working day after a day, which itself is not counted (民法典 201); unknown if a calendar on the way is
 * missing.
 */
export function addWorkingDays(day: LocalDate, n: number, calendars: Calendars): LocalDate | Unknown {
  let at = day;
  for (let left = n; left > 0;) {
    at = addDays(at, 1);
    const works = isWorkingDay(at, calendars);
    if (works === UNKNOWN) return UNKNOWN;
    if (works) left -= 1;
  }
  return at;
}

/**
 * The end of a count of minutes: an instant, an open pause, or a year without a calendar. `worked` lists the
 * stretches counted.
 */
export type MinutesResult = { worked: { from: Instant; to: Instant }[] } & (
  | { kind: "at"; at: Instant }
  | { kind: "paused"; since: Instant }
  | { kind: "calendar-missing"; year: number }
);

/** The parts of a stretch (ms) outside the pauses. */
function withoutPauses(from: number, to: number, pauses: readonly Pause[]): [number, number][] {
  let parts: [number, number][] = [[from, to]];
  for (const pause of pauses) {
    const start = Date.parse(pause.from);
    const end = pause.to === null ? Infinity : Date.parse(pause.to);
    if (end <= start) continue;
    parts = parts
      .flatMap(([a, b]): [number, number][] =>
        end <= a || start >= b
          ? [[a, b]]
          : [
              [a, Math.min(b, start)],
              [Math.max(a, end), b],
            ],
      )
      .filter(([a, b]) => a < b);
  }
  return parts;
}

/**
 * Adds counter minutes from an instant. Hours run at once (民法典 201), or from the next opening; minutes inside a pause
 * do not count.
 */
export function addWorkingMinutes(
  at: Instant,
  minutes: number,
  { hours, calendars }: { hours: CounterHours; calendars: Calendars },
  pauses: readonly Pause[],
): MinutesResult {
  const open = pauses
    .filter((pause) => pause.to === null)
    .map((pause) => pause.from)
    .sort()[0];
  const worked: { from: Instant; to: Instant }[] = [];
  const start = Date.parse(at);
  let left = minutes * MINUTE_MS;
  if (left <= 0) return { kind: "at", at, worked };
  for (let day = localDateOf(at); ; day = addDays(day, 1)) {
    if (open !== undefined && instantOf(day, 0) >= open) return { kind: "paused", since: open, worked };
    const works = isWorkingDay(day, calendars);
    if (works === UNKNOWN) return { kind: "calendar-missing", year: Number(day.slice(0, 4)), worked };
    if (!works) continue;
    for (const [fromMinute, toMinute] of hours.spans) {
      const from = Math.max(start, Date.parse(instantOf(day, fromMinute)));
      const to = Date.parse(instantOf(day, toMinute));
      if (from >= to) continue;
      for (const [a, b] of withoutPauses(from, to, pauses)) {
        const used = Math.min(left, b - a);
        worked.push({ from: new Date(a).toISOString(), to: new Date(a + used).toISOString() });
        left -= used;
        if (left === 0) return { kind: "at", at: new Date(a + used).toISOString(), worked };
      }
    }
  }
}

/** Counter minutes between two instants, whole minutes rounded down; null if a year on the way has no calendar. */
export function workedBetween(from: Instant, to: Instant, hours: CounterHours, calendars: Calendars): number | null {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const last = localDateOf(to);
  let worked = 0;
  for (let day = localDateOf(from); day <= last; day = addDays(day, 1)) {
    const works = isWorkingDay(day, calendars);
    if (works === UNKNOWN) return null;
    if (!works) continue;
    for (const [opens, closes] of hours.spans) {
      worked += Math.max(
        0,
        Math.min(end, Date.parse(instantOf(day, closes))) - Math.max(start, Date.parse(instantOf(day, opens))),
      );
    }
  }
  return Math.floor(worked / MINUTE_MS);
}
