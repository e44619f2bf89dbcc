import type { Suspension } from "./routing-rules.ts";
import { addMonths, type LocalDate } from "./time.ts";
import { UNKNOWN, type Unknown } from "./outside-line.ts";

/** The last day of a suspension: the later of its months (民法典 202) and the confirmed mending; null while nothing is mended. */
export function suspensionEndsOn(suspension: Suspension): LocalDate | null {
  if (suspension.rectifiedOn === null) return null;
  const monthsEnd = addMonths(suspension.from, suspension.months);
  return monthsEnd > suspension.rectifiedOn ? monthsEnd : suspension.rectifiedOn;
}

/** Whether the right to commit is suspended on the day of work, the last day included; an unknown day counts as suspended. */
export function isSuspended(suspension: Suspension, on: LocalDate | Unknown): boolean {
  if (on === UNKNOWN) return true;
  const end = suspensionEndsOn(suspension);
  return on >= suspension.from && (end === null || on <= end);
}
