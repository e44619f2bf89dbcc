import type { DeadlineLine } from "./application.ts";
import type { Calendars } from "#shared/time/calendar.ts";
import { addDays, instantOf, localDateOf, type Instant } from "#shared/time/instant.ts";
import { addWorkingMinutes, type CounterHours } from "#shared/time/working-time.ts";

/** The groups of the worklist, the most urgent first. */
export const DUE_GROUPS = ["overdue", "due-today", "due-soon", "calendar-missing", "paused", "waiting"] as const;
/** The group of a deadline in the worklist: the most urgent first, then the paused and waiting ones. */
export type DueGroup = (typeof DUE_GROUPS)[number];

/** Groups that a person has to be warned of. */
export const WARNING_LEVELS = ["overdue", "due-today", "due-soon"] as const;
/** The stage at which a deadline raises a warning. */
export type WarningLevel = (typeof WARNING_LEVELS)[number];

/** One deadline of one application in the worklist. */
export type DueItem = {
  applicationId: string;
  acceptanceNumber: string;
  applicant: string;
  window: string;
  dutyHolder: string;
  /** Taken from a paper form after an outage (补录). */
  lateEntry: boolean;
  /** Taken in under a doubted clock (时钟待核). */
  isClockDoubted: boolean;
  deadline: DeadlineLine;
};

/** The worklist: every deadline of the open applications by urgency, the earliest first in each group. */
export type DueBoard = Record<DueGroup, DueItem[]>;

/** What counts as due soon unless the hall sets another value, in counter hours. */
export const DUE_SOON_HOURS = 4;

/**
 * The last instant that counts as due soon. Without a calendar it is tomorrow's end, as an early warning is better
 * than a late one.
 */
export function dueSoonUntil(now: Instant, counterHours: number, hours: CounterHours, calendars: Calendars): Instant {
  const counted = addWorkingMinutes(now, counterHours * 60, { hours, calendars }, []);
  return counted.kind === "at" ? counted.at : instantOf(addDays(localDateOf(now), 1), 1440);
}

/** The worklist group of a deadline; null if it needs no attention: it is not near, or the rules give no number. */
export function groupOf(deadline: DeadlineLine, soonUntil: Instant): DueGroup | null {
  switch (deadline.state) {
    case "overdue":
    case "due-today":
    case "calendar-missing":
    case "paused":
      return deadline.state;
    case "not-started":
      return "waiting";
    case "running":
      return deadline.dueAt !== null && deadline.dueAt <= soonUntil ? "due-soon" : null;
    case "no-limit":
    case "ended-in-time":
    case "ended-late":
      return null;
  }
}

const isWarningLevel = (group: DueGroup | null): group is WarningLevel =>
  WARNING_LEVELS.some((level) => level === group);

/** The warning that a deadline raises; null if none. */
export function warningLevel(deadline: DeadlineLine, soonUntil: Instant): WarningLevel | null {
  const group = groupOf(deadline, soonUntil);
  return isWarningLevel(group) ? group : null;
}

const order = (item: DueItem): string => item.deadline.dueAt ?? item.deadline.startedAt ?? "~";

/** Sorts deadlines into the worklist. */
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
