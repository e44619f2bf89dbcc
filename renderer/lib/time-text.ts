import type { Instant } from "#shared/time/instant.ts";

const format = (options: Intl.DateTimeFormatOptions) => {
  const made = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hourCycle: "h23", ...options });
  return (at: Instant): string => made.format(new Date(at));
};

/** Hours and minutes in China, `14:05`. */
export const hourText = format({ hour: "2-digit", minute: "2-digit" });

const dayParts = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" });

/** Day, hour and minute in China, `2026-11-21 14:05`. */
export const momentText = (at: Instant): string => `${dayParts.format(new Date(at))} ${hourText(at)}`;
