import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { hasYear, type Calendars } from "#shared/time/calendar.ts";
import type { DeadlineSpan } from "./deadline-state.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import type { DeadlineAmount } from "./profile.ts";
import { addDays, instantOf, localDateOf, type Instant, type LocalDate } from "#shared/time/instant.ts";
import { closingMinute, isWorkingDay, noticeOf, type CounterHours, type Pause } from "#shared/time/working-time.ts";

/** The end of a count of days, with a span for each day passed. */
export type DaysResult = { spans: DeadlineSpan[] } & (
  | { kind: "at"; at: Instant }
  | { kind: "paused"; since: Instant }
  | { kind: "calendar-missing"; year: number }
);

/** What a count of days starts from. */
export type DaysInput = {
  amount: DeadlineAmount;
  from: Instant;
  pauses: readonly Pause[];
  hours: CounterHours;
  calendars: Calendars;
};

/**
 * The pause that stops a day from counting: one in force at any moment of the day up to close of business. A pause
 * that begins after closing affects only later days, so it cannot revive a limit that has run out.
 */
function pauseOn(day: LocalDate, pauses: readonly Pause[], closing: number): Pause | undefined {
  const [start, close] = [instantOf(day, 0), instantOf(day, closing)];
  return pauses.find(
    (pause) => pause.from < close && (pause.to === null || (pause.to > start && pause.to > pause.from)),
  );
}

function dayNote(day: LocalDate, calendars: Calendars, counted: Bilingual): Bilingual {
  const notice = hasYear(calendars, Number(day.slice(0, 4))) ? noticeOf(day, calendars) : null;
  if (notice === null) return bilingual(`${day} ${counted.zh}`, `${day} ${counted.en}`);
  return notice.isOffDay
    ? bilingual(`${day} ${counted.zh}（${notice.name}放假）`, `${day} ${counted.en} (holiday)`)
    : bilingual(`${day} ${counted.zh}（${notice.name}调休上班）`, `${day} ${counted.en} (worked in exchange)`);
}

/**
 * Counts whole days from an instant. Calendar days (日) need no calendar and may end on a day off: the policy says 日,
 * not 工作日, and we promise the stricter interpretation. `same-day` counts the start day itself if it is a working day
 * and the counter is still open.
 */
export function countDays({ amount, from, pauses, hours, calendars }: DaysInput): DaysResult {
  const closing = closingMinute(hours);
  const startDay = localDateOf(from);
  const spans: DeadlineSpan[] = [];
  const span = (
    day: LocalDate,
    kind: DeadlineSpan["kind"],
    note: Bilingual,
    bounds: { from?: Instant; to?: Instant } = {},
  ) =>
    spans.push({
      from: bounds.from ?? instantOf(day, 0),
      to: bounds.to ?? instantOf(day, 1440),
      kind,
      note: dayNote(day, calendars, note),
    });
  const sameDay = amount.unit === "same-day";
  const inTime = sameDay && from < instantOf(startDay, closing);
  if (!inTime) span(startDay, "start-day", bilingual("起算当日不计", "the start day is not counted"), { from });
  // A count of zero ends with the start day itself.
  if (!sameDay && amount.count === 0)
    return { kind: "at", at: from > instantOf(startDay, closing) ? from : instantOf(startDay, closing), spans };
  const goal = sameDay ? 1 : amount.count;
  let counted = 0;
  for (let day = inTime ? startDay : addDays(startDay, 1); ; day = addDays(day, 1)) {
    const pause = pauseOn(day, pauses, closing);
    if (pause?.to === null) {
      spans.push({
        from: pause.from > from ? pause.from : from,
        to: null,
        kind: "paused",
        note: bilingual(`暂停：${pause.reason}`, `Paused: ${pause.reason}`),
      });
      return { kind: "paused", since: pause.from, spans };
    }
    const works = amount.unit === "calendar-days" ? true : isWorkingDay(day, calendars);
    if (works === UNKNOWN) return { kind: "calendar-missing", year: Number(day.slice(0, 4)), spans };
    if (!works) {
      span(day, "off", bilingual("非工作日，不计", "not a working day, not counted"));
      continue;
    }
    if (pause) {
      const [start, end] = [instantOf(day, 0), instantOf(day, 1440)];
      span(day, "paused", bilingual(`暂停，不计：${pause.reason}`, `paused, not counted: ${pause.reason}`), {
        from: pause.from > start ? pause.from : start,
        to: pause.to !== null && pause.to < end ? pause.to : end,
      });
      continue;
    }
    counted += 1;
    const done = counted === goal;
    const at = instantOf(day, closing);
    span(day, "counted", bilingual(`第 ${counted} 日`, `day ${counted}`), {
      ...(day === startDay ? { from } : {}),
      ...(done ? { to: at } : {}),
    });
    if (done) return { kind: "at", at, spans };
  }
}
