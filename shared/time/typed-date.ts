import { dropUnseen, foldWidth } from "#shared/lib/plain-text.ts";
import { LocalDate, weekdayOf } from "./instant.ts";

/** How exact a date field is. */
export type DatePrecision = "day" | "hour" | "minute";

/**
 * A date as a person typed or pasted it: written `2026-11-21`, with the time as exact as asked and given
 * (`2026-11-21 09`, `2026-11-21 09:30`), or the reason why it is not read.
 */
export type TypedDate =
  | { kind: "blank" }
  | { kind: "read"; value: string }
  | { kind: "unreadable"; why: "form" | "no-such-day" | "no-such-time" | "weekday" };

/** 20261121, with the time as 09, 0930 or 093000. */
const DIGITS = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(?:\d{2})?)?)?$/;
/** 2026-1-5, 2026/1/5, 2026.1.5, 2026 1 5, 2026年1月5日, 20260105; then the weekday and the time. */
const DAY =
  /^(?:(\d{4})(?: ?[-/.年] ?| )(\d{1,2})(?: ?[-/.月] ?| )(\d{1,2})(?: ?[日号]|(?!\d))|(\d{4})(\d{2})(\d{2})(?=[ T]))/;
const WEEKDAY = /^[ ,]*[(]?(?:星期|礼拜|周)([日天一二三四五六])[)]?/;
const TIME =
  /^[ ,T]*(上午|下午|am|pm)? ?(\d{1,2})(?: ?[:时点] ?(?:(\d{1,2})(?:分(?:\d{1,2}秒)?|:\d{1,2}(?:\.\d+)?)?)?)? ?(am|pm)?(?:\+08:?00)?$/i;

const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"];

const two = (text: string): string => text.padStart(2, "0");
const no = (why: Extract<TypedDate, { kind: "unreadable" }>["why"]): TypedDate => ({ kind: "unreadable", why });

/** One spelling for the signs of the keyboards, spreadsheets and pages that dates are copied from. */
const plain = (text: string): string =>
  dropUnseen(foldWidth(text))
    .replace(/[‐-―−]/g, "-")
    .replaceAll("。", ".")
    .replace(/\s+/g, " ")
    .trim();

/** The hour on the 24-hour clock; null where it cannot be told, as for 上午 12. */
function hourOf(written: string, half: string | undefined): string | null {
  const hour = Number(written);
  const isMorning = half === "上午" || half === "am";
  if (half === undefined) return hour <= 23 ? two(written) : null;
  if (isMorning) return hour < 12 ? two(written) : null;
  if (hour > 23 || hour === 0) return null;
  return String(hour < 12 ? hour + 12 : hour);
}

/** The time behind a day, as exact as asked; empty without a time, null if it is none. */
function readTime(rest: string, precision: DatePrecision): string | null {
  if (rest.trim() === "") return "";
  const match = TIME.exec(rest);
  if (match === null) return null;
  const [, before, written = "", minute, after] = match;
  if (before !== undefined && after !== undefined) return null;
  const hour = hourOf(written, (before ?? after)?.toLowerCase());
  if (hour === null || Number(minute ?? "0") > 59) return null;
  if (precision === "day") return "";
  return precision === "hour" || minute === undefined ? ` ${hour}` : ` ${hour}:${two(minute)}`;
}

/**
 * Reads a whole date. A day with its time gives a day field the day; a time more exact than asked is cut, never
 * rounded. What may mean two days (26-1-12, 2026112, a time of another zone) is not read.
 */
export function readTypedDate(typed: string, precision: DatePrecision): TypedDate {
  const text = plain(typed);
  if (text === "") return { kind: "blank" };
  const digits = DIGITS.exec(text);
  const parts = digits ?? DAY.exec(text);
  if (parts === null) return no("form");
  const [whole, year, month, date] = digits === null ? parts.filter((part) => part !== undefined) : parts;
  const day = `${year}-${two(month ?? "")}-${two(date ?? "")}`;
  if (!LocalDate.safeParse(day).success) return no("no-such-day");
  let rest = digits === null ? text.slice(whole?.length) : "";
  if (digits?.[4] !== undefined) rest = digits[5] === undefined ? ` ${digits[4]}` : ` ${digits[4]}:${digits[5]}`;
  const weekday = WEEKDAY.exec(rest);
  if (weekday !== null) {
    if (WEEKDAYS.indexOf((weekday[1] ?? "").replace("天", "日")) !== weekdayOf(day)) return no("weekday");
    rest = rest.slice(weekday[0].length);
  }
  const time = readTime(rest, precision);
  if (time !== null) return { kind: "read", value: `${day}${time}` };
  return no(TIME.test(rest) ? "no-such-time" : "form");
}
