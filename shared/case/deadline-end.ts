import type { CaseStatus } from "./case-status.ts";
import type { DeadlineStatus } from "#shared/profile/deadline-state.ts";
import type { StartEvent } from "#shared/profile/profile.ts";
import { localDateOf, type Instant, type LocalDate } from "#shared/time/instant.ts";

/** Statuses of a case that nobody has to do anything more about. */
const ENDED_STATUSES: readonly CaseStatus[] = ["closed", "refused", "withdrawn"];

const AFTER_APPROVAL: readonly CaseStatus[] = ["cleared", "constructing", "connected"];

/**
 * Whether what a clock counts has been done, so that it can no longer run late: what begins with the utility's application ends with
 * the approval, what begins at intake or at the agreed time ends with the connection.
 * INFERRED: no paper says which event stops a limit, only what it is a limit for.
 */
export function isDeadlineEnded(startEvent: StartEvent, status: CaseStatus): boolean {
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

/** How a clock stands whose work is done: whether it was done by the time due. */
export type EndedStatus = "ended-in-time" | "ended-late";

/** Where a case stood after an act: done on a day, and recorded at a moment of that day or later. */
export type Step = { status: CaseStatus; on: LocalDate; at: Instant };

/** The step from which on a clock's work was done, null while it still counts; `steps` are oldest first. */
export function findEnd(startEvent: StartEvent, steps: readonly Step[]): Step | null {
  const stillCounting = steps.findLastIndex((step) => !isDeadlineEnded(startEvent, step.status));
  return steps[stillCounting + 1] ?? null;
}

type Due = { state: DeadlineStatus | EndedStatus; dueAt: Instant | null; dueOn: LocalDate | null };

/**
 * How a clock stands once its work is done: it does not run on, and what was done in time is never shown as late
 * afterwards. What never ran stays as it is.
 */
export function statusAtEnd({ state, dueAt, dueOn }: Due, { on, at }: Step): Due["state"] {
  if (state === "not-started" || state === "no-limit" || state === "calendar-missing") return state;
  if (dueAt === null || dueOn === null) return "ended-in-time";
  // Recorded at once, the moment counts; recorded afterwards, only the day is known.
  const recordedLater = localDateOf(at) !== on;
  return (recordedLater ? on <= dueOn : at <= dueAt) ? "ended-in-time" : "ended-late";
}
