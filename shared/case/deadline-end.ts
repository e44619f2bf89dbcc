import type { CaseStatus } from "./case-status.ts";
import type { DeadlineStatus } from "#shared/profile/deadline-state.ts";
import type { StartEvent } from "#shared/profile/profile.ts";
import { localDateOf, type Instant, type LocalDate } from "#shared/time/instant.ts";

/** Statuses of a case in which nothing is left to do. */
const ENDED_STATUSES: readonly CaseStatus[] = ["closed", "refused", "withdrawn"];

const AFTER_APPROVAL: readonly CaseStatus[] = ["cleared", "constructing", "connected"];

/**
 * Whether the work of a deadline is done, so that it can no longer be late. A deadline from the utility's application
 * ends with the approval; one from intake or the agreed time ends with the connection. INFERRED: policies say what a
 * limit is for, but not which event ends it.
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

/** The state of a deadline whose work is done: whether it was done in time. */
export type EndedStatus = "ended-in-time" | "ended-late";

/** The state of a case after an act: done on a day, and recorded then or later. */
export type Step = { status: CaseStatus; on: LocalDate; at: Instant };

/** The step that ended a deadline's work; null while it still runs. `steps` are oldest first. */
export function findEnd(startEvent: StartEvent, steps: readonly Step[]): Step | null {
  const stillCounting = steps.findLastIndex((step) => !isDeadlineEnded(startEvent, step.status));
  return steps[stillCounting + 1] ?? null;
}

type Due = { state: DeadlineStatus | EndedStatus; dueAt: Instant | null; dueOn: LocalDate | null };

/**
 * The state of a deadline once its work is done: it stops, and timely work never turns overdue later. A deadline that
 * never ran stays as it is.
 */
export function statusAtEnd({ state, dueAt, dueOn }: Due, { on, at }: Step): Due["state"] {
  if (state === "not-started" || state === "no-limit" || state === "calendar-missing") return state;
  if (dueAt === null || dueOn === null) return "ended-in-time";
  // If recorded on the same day, the moment counts; if recorded later, only the day is known.
  const recordedLater = localDateOf(at) !== on;
  return (recordedLater ? on <= dueOn : at <= dueAt) ? "ended-in-time" : "ended-late";
}
