import type { Text } from "#renderer/strings/text.ts";

/** Counter minutes in words; null where the year has no calendar. */
export const workedText = (t: Text, minutes: number | null): string =>
  minutes === null ? t("dispatch.noCalendar") : t("dispatch.hours", { h: Math.floor(minutes / 60), m: minutes % 60 });
