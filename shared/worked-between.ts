import type { Calendars } from "./calendar.ts";
import { UNKNOWN } from "./outside-line.ts";
import { addDays, instantOf, localDateOf, MINUTE_MS, type Instant } from "./time.ts";
import { isWorkingDay, type CounterHours } from "./working-time.ts";

/** Counter minutes between two instants, whole minutes rounded down; null where a year on the way has no calendar. */
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
