import type { DeadlineLine } from "./application.ts";
import type { Calendars } from "#shared/time/calendar.ts";
import { addDays, instantOf, localDateOf, type Instant } from "#shared/time/instant.ts";
import { addWorkingMinutes, type CounterHours } from "#shared/time/working-time.ts";

/** The groups of the board, the most pressing first. */
export const DUE_GROUPS = ["overdue", "due-today", "due-soon", "calendar-missing", "paused", "waiting"] as const;
/** Where a clock stands on the desk: what presses first, then what stands still and why. */
export type DueGroup = (typeof DUE_GROUPS)[number];

/** Groups that a person has to be warned of. */
export const WARNING_LEVELS = ["overdue", "due-today", "due-soon"] as const;
/** How far a clock has come when a warning is raised. */
export type WarningLevel = (typeof WARNING_LEVELS)[number];

/** One clock of one application on the desk. */
export type DueItem = {
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  window: string;
  dutyHolder: string;
  /** Taken from a paper form after an outage (补录). */
  lateEntry: boolean;
  deadline: DeadlineLine;
};

/** The desk: every clock of the open applications by how it presses, each group with the earliest first. */
export type DueBoard = Record<DueGroup, DueItem[]>;

/** What counts as due soon when the hall has not said otherwise, in counter hours. */
export const DUE_SOON_HOURS = 4;

/**
 * The last instant that counts as due soon; where the calendar ends, tomorrow's end, so that a warning comes too
 * early and not too late.
 */
export function dueSoonUntil(now: Instant, counterHours: number, hours: CounterHours, calendars: Calendars): Instant {
  const counted = addWorkingMinutes(now, counterHours * 60, { hours, calendars }, []);
  return counted.kind === "at" ? counted.at : instantOf(addDays(localDateOf(now), 1), 1440);
}

/**
 * Where a clock belongs on the desk; null where it asks for nothing: it runs and is not near, or its paper gives no
 * number.
 */
export function groupOf(clock: DeadlineLine, soonUntil: Instant): DueGroup | null {
  switch (clock.state) {
    case "overdue":
    case "due-today":
    case "calendar-missing":
    case "paused":
      return clock.state;
    case "not-started":
      return "waiting";
    case "running":
      return clock.dueAt !== null && clock.dueAt <= soonUntil ? "due-soon" : null;
    case "no-limit":
    case "ended-in-time":
    case "ended-late":
      return null;
  }
}

const isWarningLevel = (group: DueGroup | null): group is WarningLevel =>
  WARNING_LEVELS.some((level) => level === group);

/** The warning that a clock calls for, null where none. */
export function warningLevel(clock: DeadlineLine, soonUntil: Instant): WarningLevel | null {
  const group = groupOf(clock, soonUntil);
  return isWarningLevel(group) ? group : null;
}

const order = (item: DueItem): string => item.deadline.dueAt ?? item.deadline.startedAt ?? "~";

/** Sorts clocks onto the desk. */
export function dueBoard(items: readonly DueItem[], soonUntil: Instant): DueBoard {
  const board: DueBoard = {
    overdue: [],
    "due-today": [],
    "due-soon": [],
    "calendar-missing": [],
    paused: [],
    waiting: [],
  };
  for (const item of items) {
    const group = groupOf(item.deadline, soonUntil);
    if (group !== null) board[group].push(item);
  }
  for (const group of DUE_GROUPS)
    board[group].sort(
      (a, b) => order(a).localeCompare(order(b)) || a.acceptanceNumber.localeCompare(b.acceptanceNumber),
    );
  return board;
}
