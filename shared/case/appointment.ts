import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import { noticeOf, isWorkingDay, type CounterHours } from "#shared/time/working-time.ts";
import type { Calendars } from "#shared/time/calendar.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import { addDays, instantOf, localDateOf, minuteOfDay, type Instant, type LocalDate } from "#shared/time/instant.ts";

/** What an appointment is checked against. */
export type AppointmentMoment = { now: Instant; hours: CounterHours; calendars: Calendars };

/**
 * The warning about an appointment (预约接入时间). `next` is the next suitable hour, `YYYY-MM-DDTHH`; null if none is
 * known.
 */
export type AppointmentRemark = {
  kind: "past" | "day-off" | "outside-hours" | "calendar-missing";
  next: string | null;
  message: Bilingual;
};

const HOUR = 60;
/** Longer than any holiday. */
const DAYS_AHEAD = 40;

const isOpen = (minute: number, hours: CounterHours): boolean =>
  hours.spans.some(([from, to]) => minute >= from && minute < to);

const hourText = (day: LocalDate, minute: number): string =>
  `${day}T${String(Math.floor(minute / HOUR)).padStart(2, "0")}`;

/** The first full counter hour of a working day, at or after an instant; null if a calendar on the way is missing. */
export function nextSlot(from: Instant, { hours, calendars }: Omit<AppointmentMoment, "now">): string | null {
  const start = localDateOf(from);
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const day = addDays(start, ahead);
    const works = isWorkingDay(day, calendars);
    if (works === UNKNOWN) return null;
    if (!works) continue;
    for (let minute = 0; minute < 24 * HOUR; minute += HOUR)
      if (isOpen(minute, hours) && instantOf(day, minute) >= from) return hourText(day, minute);
  }
  return null;
}

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);
const shown = (slot: string): string => `${slot.replace("T", " ")}:00`;

/**
 * Checks an appointment against clock, calendar and counter hours; null if it is fine. Without an hour only the day
 * is checked. It warns and never blocks, because works outside counter hours are sometimes agreed.
 */
export function checkAppointment(text: string, { now, hours, calendars }: AppointmentMoment): AppointmentRemark | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}))?$/.exec(text);
  const day = match?.[1];
  if (day === undefined) return null;
  const hour = match?.[2];
  const at = instantOf(day, hour === undefined ? 24 * HOUR - 1 : Number(hour) * HOUR);
  const remark = (kind: AppointmentRemark["kind"], zh: string, en: string): AppointmentRemark => {
    const next = nextSlot(later(instantOf(day, Number(hour ?? "0") * HOUR), now), { hours, calendars });
    return {
      kind,
      next,
      message:
        next === null || kind === "calendar-missing"
          ? bilingual(zh, en)
          : bilingual(`${zh}，最近可约 ${shown(next)}`, `${en}; the next possible time is ${shown(next)}`),
    };
  };
  if (at < now) return remark("past", "早于现在，请核对", "is already past; check it");
  const works = isWorkingDay(day, calendars);
  if (works === UNKNOWN)
    return remark(
      "calendar-missing",
      `缺少 ${day.slice(0, 4)} 年工作日历，无法判断当天是否上班`,
      `The calendar of ${day.slice(0, 4)} is missing; whether that day is worked is not known`,
    );
  if (!works) {
    const holiday = noticeOf(day, calendars)?.name;
    return remark(
      "day-off",
      holiday === undefined ? "当天是周末，不上班" : `当天放假（${holiday}）`,
      holiday === undefined ? "That day is a weekend" : "That day is a holiday",
    );
  }
  if (hour !== undefined && !isOpen(minuteOfDay(at), hours))
    return remark("outside-hours", "不在窗口办公时间内", "That hour is outside counter hours");
  return null;
}
