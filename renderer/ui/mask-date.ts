import { foldDigits } from "#shared/lib/plain-text.ts";

const pad = (text: string): string => text.padStart(2, "0");

/** Writes `20261121`, `2026/1/5` or `2026年1月5日` as `2026-11-21`; an incomplete date stays as typed, with hyphens. */
export function maskDate(typed: string): string {
  const text = foldDigits(typed).trim();
  const whole = /^(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/.exec(text);
  if (whole !== null && !/^\d{4}-\d{2}-\d$/.test(text))
    return `${whole[1]}-${pad(whole[2] ?? "")}-${pad(whole[3] ?? "")}`;
  const digits = text.replace(/\D/g, "").slice(0, 8);
  // A hyphen after one digit of the month completes the month: 2026-1- → 2026-01.
  if (/^\d{4}\D?\d\D$/.test(text)) return `${digits.slice(0, 4)}-0${digits.slice(4)}`;
  if (digits.length > 6) return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  if (digits.length > 4) return `${digits.slice(0, 4)}-${digits.slice(4)}`;
  return digits;
}

/** The same for a day with an hour: `2026112109` → `2026-11-21 09`. */
export function maskHour(typed: string): string {
  const text = foldDigits(typed).trim();
  const digits = text.replace(/\D/g, "").slice(0, 10);
  if (digits.length <= 8 && !/^\d{4}\D+\d{1,2}\D+\d{1,2}\D+\d/.test(text)) return maskDate(text);
  const spaced = /^(\d{4}\D+\d{1,2}\D+\d{1,2})\D+(\d{1,2})\D*$/.exec(text);
  if (spaced !== null) return `${maskDate(`${spaced[1]}日`)} ${spaced[2]}`;
  return `${maskDate(digits.slice(0, 8))} ${digits.slice(8)}`;
}

/** Pads the last part when the field is left: `2026-01-5` → `2026-01-05`, `2026-01-05 9` → `2026-01-05 09`. */
export const finishDate = (shown: string): string =>
  shown.replace(/^(\d{4}-\d{2}-)(\d)$/, "$10$2").replace(/^(\d{4}-\d{2}-\d{2} )(\d)$/, "$10$2");

/** The weekday of a complete `YYYY-MM-DD`; empty if it is no real day. */
export function weekdayText(date: string, locale: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return "";
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return "";
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(day);
}
