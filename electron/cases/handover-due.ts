import { later, type Instant } from "#shared/time/instant.ts";
import { addWorkingMinutes } from "#shared/time/working-time.ts";
import type { HandoverRow } from "#station/db/handovers.ts";
import type { StationContext } from "#station/core/station-context.ts";

const MINUTES = 30;
const PLAIN_MS = 2 * 3_600_000;

/** Until when an offer may be accepted: 30 counter minutes, or two plain hours where the year has no calendar. */
export function handoverDue(context: StationContext, at: Instant): Pick<HandoverRow, "dueAt" | "dueBasis"> {
  const counted = addWorkingMinutes(at, MINUTES, context, []);
  if (counted.kind === "at") return { dueAt: counted.at, dueBasis: "counter-minutes" };
  return { dueAt: later(at, PLAIN_MS), dueBasis: "plain-hours" };
}
