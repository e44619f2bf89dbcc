import { localDateOf, minuteOfDay, type Instant } from "#shared/time.ts";

/** `YYYY-MM-DD HH:MM` in China; written as text, so that no spreadsheet shifts it to another zone or format. */
export function chinaTime(at: Instant): string {
  const minute = minuteOfDay(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${localDateOf(at)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
