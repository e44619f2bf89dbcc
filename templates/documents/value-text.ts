import type { Amount, FieldValue, ListRow, SimpleField, SimpleValue } from "#shared/profile/form.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import { localDateOf, minuteOfDay } from "#shared/time/instant.ts";

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}))?/u;

const isAmount = (value: FieldValue | undefined): value is Amount =>
  typeof value === "object" && value !== null && !Array.isArray(value) && "amount" in value;

/** A list of rows, e.g. several gas devices; empty if the value is not a list. */
export const rowsOf = (value: FieldValue | undefined): ListRow[] =>
  Array.isArray(value) ? value.filter((row): row is ListRow => typeof row === "object" && row !== null) : [];

/** One part of a date or hour without leading zeros, for 年、月、日、时; null if it is missing. */
export function datePart(text: string | null, part: string): string | null {
  const found = text === null ? null : DAY.exec(text);
  if (found === null) return null;
  const index = ["year", "month", "day", "hour"].indexOf(part) + 1;
  const digits = index === 0 ? undefined : found[index];
  return digits === undefined ? null : String(Number(digits));
}

/** A day as it is printed, e.g. 2026年11月21日, with the hour if there is one. */
export function dayText(text: LocalDate): string {
  const hour = datePart(text, "hour");
  const day = `${datePart(text, "month") ?? ""}月${datePart(text, "day") ?? ""}日`;
  return `${datePart(text, "year") ?? text}年${day}${hour === null ? "" : `${hour}时`}`;
}

/** A moment as it is printed in China's time, e.g. 2026年11月21日 09:05. */
export function momentText(at: Instant): string {
  const minute = minuteOfDay(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${dayText(localDateOf(at))} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The label of an option; the id itself if the profile no longer has it. */
const optionText = (options: { id: string; label: { zh: string } }[], id: string): string =>
  options.find((option) => option.id === id)?.label.zh ?? id;

/** A value in words; null if it was left blank. */
export function valueText(field: SimpleField, value: FieldValue | undefined): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (isAmount(value)) {
    if (value.amount === "") return null;
    const unit = value.unit === null || field.kind !== "amount" ? "" : optionText(field.units, value.unit);
    return `${value.amount}${unit}`;
  }
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value))
    return field.kind === "choices"
      ? value.map((id) => optionText(field.options, String(id))).join("、") || null
      : null;
  if (typeof value === "object") return null;
  if (field.kind === "choice") return optionText(field.options, String(value));
  if (field.kind === "date" || field.kind === "hour") return dayText(String(value));
  return String(value);
}

/** A part of a value (`year`, `month`, `day`, `hour`, `amount`, `unit`); null if it was left blank. */
export function valuePart(field: SimpleField, value: FieldValue | undefined, part: string): string | null {
  if (isAmount(value)) {
    if (part === "amount") return value.amount === "" ? null : value.amount;
    return part === "unit" && value.unit !== null && field.kind === "amount"
      ? optionText(field.units, value.unit)
      : null;
  }
  return typeof value === "string" ? datePart(value, part) : null;
}

/** Whether a box is ticked: by an option, by one of several, or by yes. */
export function isTicked(value: SimpleValue | FieldValue | undefined, option: string | null): boolean {
  if (option === null) return value === true;
  if (option === "no" && value === false) return true;
  if (option === "yes" && value === true) return true;
  return Array.isArray(value) ? value.some((one) => one === option) : value === option;
}
