import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { StartEvent } from "./profile.ts";
import { localDateOf, type Instant, type LocalDate } from "#shared/time/instant.ts";

/** One span of a deadline, for its log: the start day, days or hours counted, days off, and pauses. */
export type DeadlineSpan = {
  from: Instant;
  to: Instant | null;
  kind: "start-day" | "counted" | "off" | "paused";
  note: Bilingual;
};

/**
 * A deadline worked out from its rule. `due`: it ends at `dueAt` · `waiting`: its start event has not happened ·
 * `paused`: an open pause stops it · `no-number`: the policy gives none · `calendar-missing`: a year on the way has
 * no calendar, so nothing is promised.
 */
export type DeadlineState = {
  deadline: string;
  label: Bilingual;
  startEvent: StartEvent;
  /** Whether the policy limits it, or the hall promises it (承诺时限). */
  basis: "limit" | "promise";
  outcome: "due" | "waiting" | "paused" | "no-number" | "calendar-missing";
  startedAt: Instant | null;
  dueAt: Instant | null;
  dueOn: LocalDate | null;
  calendar: "complete" | "missing";
  spans: DeadlineSpan[];
  /** Why there is no due time; null if there is one. */
  note: Bilingual | null;
  clause: string;
};

/** How a worked-out deadline stands at a moment; a {@link DeadlineState} depends on no moment, this does. */
export type DeadlineStatus =
  | "not-started"
  | "running"
  | "due-today"
  | "overdue"
  | "paused"
  | "calendar-missing"
  | "no-limit";

/** Evaluates a deadline at a moment: the instant due is still in time, and any later moment is overdue. */
export function deadlineStatus(state: DeadlineState, now: Instant): DeadlineStatus {
  switch (state.outcome) {
    case "waiting":
      return "not-started";
    case "no-number":
      return "no-limit";
    case "calendar-missing":
      return "calendar-missing";
    case "paused":
      return "paused";
    case "due": {
      if (state.dueAt !== null && now > state.dueAt) return "overdue";
      if (state.spans.some((span) => span.kind === "paused" && span.from <= now && (span.to === null || now < span.to)))
        return "paused";
      return localDateOf(now) === state.dueOn ? "due-today" : "running";
    }
  }
}
