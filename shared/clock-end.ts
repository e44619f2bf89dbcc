import type { CaseStatus } from "./act/follow.ts";
import type { StartEvent } from "./profile.ts";

/** Statuses of a case that nobody has to do anything more about. */
export const ENDED_STATUSES: readonly CaseStatus[] = ["closed", "refused", "withdrawn"];

const AFTER_APPROVAL: readonly CaseStatus[] = ["cleared", "constructing", "connected"];

/**
 * Whether what a clock counts has been done, so that it can no longer run late: what begins with the utility's application ends with
 * the approval, what begins at intake or at the agreed time ends with the connection.
 * INFERRED: no paper says which event stops a limit, only what it is a limit for.
 */
export function isClockEnded(startEvent: StartEvent, status: CaseStatus): boolean {
  if (ENDED_STATUSES.includes(status)) return true;
  switch (startEvent) {
    case "utility-application-received":
    case "supplement-done":
      return AFTER_APPROVAL.includes(status);
    case "intake":
    case "agreed-time":
      return status === "connected";
  }
}
