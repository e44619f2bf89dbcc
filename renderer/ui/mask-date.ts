import { foldWidth } from "#shared/lib/plain-text.ts";
import { type DatePrecision, readTypedDate } from "#shared/time/typed-date.ts";

/** One change of a date field's text; `pasted` if it came from the clipboard. */
export type DateEdit = { before: string; after: string; pasted?: boolean };

/** Digits as they are typed on at the end, with or without the signs between the parts. */
const TYPED_DIGITS =
  /^(?:\d{1,5}|\d{4}-\d{1,3}|\d{4}-\d{2}-\d{1,3}|\d{4}-\d{2}-\d{2} \d{1,3}|\d{4}-\d{2}-\d{2} \d{2}:\d{1,3})$/;
const MAX_DIGITS: Record<DatePrecision, number> = { day: 8, hour: 10, minute: 12 };
const SIGNS_BEFORE: Record<number, string> = { 4: "-", 6: "-", 8: " ", 10: ":" };

const padLast = (text: string): string => text.replace(/(\D)(\d)$/, "$10$2");

/** `20261121` → `2026-11-21`; digits beyond what the field asks for are not taken. */
const groupDigits = (text: string, precision: DatePrecision): string =>
  Array.from(
    text.replace(/\D/g, "").slice(0, MAX_DIGITS[precision]),
    (digit, i) => `${SIGNS_BEFORE[i] ?? ""}${digit}`,
  ).join("");

/** One sign was typed at the end: a digit gets its hyphen, and a sign between the parts closes the part before it. */
function maskTyped(typed: string, precision: DatePrecision): string {
  const text = foldWidth(typed);
  if (/\d$/.test(text)) {
    // The time behind a day is left as typed where only the day is asked for; leaving the field reads both.
    const asked = precision !== "day" || !text.includes(" ");
    return asked && TYPED_DIGITS.test(text) ? groupDigits(text, precision) : text;
  }
  const stem = text.slice(0, -1);
  const sign = text.slice(-1);
  if (/^\d{4}(?:-\d{1,2})?$/.test(stem) && /[-/.年月 ]/.test(sign)) return `${padLast(stem)}-`;
  if (/^\d{4}-\d{2}-\d{1,2}$/.test(stem) && /[日号]/.test(sign)) return padLast(stem);
  if (/^\d{4}-\d{2}-\d{2} \d{1,2}$/.test(stem) && /[时点]/.test(sign)) return padLast(stem);
  return text;
}

/**
 * The text that a date field shows after a change. Typing on at the end sets the hyphens; a pasted text is read whole;
 * a part taken away or typed anew in the middle leaves the other parts where they are.
 */
export function maskDate({ before, after, pasted = false }: DateEdit, precision: DatePrecision): string {
  if (pasted || after.length > before.length + 1) return finishDate(after, precision);
  return after.length === before.length + 1 && after.startsWith(before) ? maskTyped(after, precision) : after;
}

/** Whether a change of a field came from the clipboard or was dropped on it. */
export const isPasted = (event: Event): boolean =>
  "inputType" in event && (event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop");

/** The date as it is kept once its field is left; what cannot be read stays as typed. */
export function finishDate(shown: string, precision: DatePrecision): string {
  const read = readTypedDate(shown, precision);
  return read.kind === "read" ? read.value : shown;
}

/** The weekday of a complete `YYYY-MM-DD`; empty if it is no real day. */
export function weekdayText(date: string, locale: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return "";
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return "";
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(day);
}
