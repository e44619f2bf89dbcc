import { minuteOfDay, type Instant } from "./time.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** Hours and minutes of an instant in China's time, `14:05`. */
export function hourText(at: Instant): string {
  const minute = minuteOfDay(at);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
