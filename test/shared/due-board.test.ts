import { describe, expect, it } from "vitest";
import type { DeadlineLine } from "#shared/case/application.ts";
import { isDeadlineEnded } from "#shared/case/deadline-end.ts";
import { dueBoard, dueSoonUntil, groupOf, warningLevel, type DueItem } from "#shared/case/due-board.ts";
import { CALENDARS, HOURS } from "./calendar-2026.ts";

const hours = HOURS;
const calendars = CALENDARS;
const label = { zh: "时限", en: "limit" };
const clock = (state: DeadlineLine["state"], dueAt: string | null = null): DeadlineLine => ({
  deadline: "c",
  label,
  basis: "limit",
  state,
  startedAt: null,
  dueAt,
  dueOn: dueAt === null ? null : dueAt.slice(0, 10),
  note: null,
  clause: "一",
});
const item = (acceptanceNumber: string, line: DeadlineLine): DueItem => ({
  applicationId: acceptanceNumber,
  acceptanceNumber,
  applicant: "甲",
  window: "1",
  dutyHolder: "乙",
  lateEntry: false,
  isClockDoubted: false,
  deadline: line,
});

describe("the due board", () => {
  it("row 32: due soon counts counter hours, over the noon break and the night", () => {
    // Friday 15:00 in China: two hours are left of the day, two more end on the next working day, Sunday 2026-09-20 (调休), at 11:00.
    expect(dueSoonUntil("2026-09-18T07:00:00.000Z", 4, hours, calendars)).toBe("2026-09-20T03:00:00.000Z");
    expect(dueSoonUntil("2026-09-18T03:00:00.000Z", 2, hours, calendars)).toBe("2026-09-18T06:30:00.000Z");
  });

  it("row 29: where the calendar ends it warns till the end of tomorrow, too early and not too late", () => {
    expect(dueSoonUntil("2026-12-31T08:00:00.000Z", 4, hours, calendars)).toBe("2027-01-01T16:00:00.000Z");
  });

  it("row 31, 32: separates urgent deadlines from paused ones, and omits what needs nothing", () => {
    const soon = "2026-09-20T03:00:00.000Z";
    const cases: [DeadlineLine, string | null][] = [
      [clock("overdue", "2026-09-17T09:00:00.000Z"), "overdue"],
      [clock("due-today", "2026-09-18T09:00:00.000Z"), "due-today"],
      [clock("running", soon), "due-soon"],
      [clock("running", "2026-09-20T03:00:00.001Z"), null],
      [clock("paused"), "paused"],
      [clock("not-started"), "waiting"],
      [clock("calendar-missing"), "calendar-missing"],
      [clock("no-limit"), null],
    ];
    expect(cases.map(([line]) => groupOf(line, soon))).toEqual(cases.map(([, group]) => group));
    expect(cases.map(([line]) => warningLevel(line, soon))).toEqual([
      "overdue",
      "due-today",
      "due-soon",
      null,
      null,
      null,
      null,
      null,
    ]);
    const board = dueBoard(
      [
        item("B", clock("overdue", "2026-09-17T09:00:00.000Z")),
        item("A", clock("overdue", "2026-09-16T09:00:00.000Z")),
      ],
      soon,
    );
    expect(board.overdue.map(({ acceptanceNumber }) => acceptanceNumber)).toEqual(["A", "B"]);
  });

  it("row 28: a clock whose work is done is not late any more", () => {
    expect(isDeadlineEnded("utility-application-received", "approving")).toBe(false);
    expect(isDeadlineEnded("utility-application-received", "cleared")).toBe(true);
    expect(isDeadlineEnded("agreed-time", "constructing")).toBe(false);
    expect(isDeadlineEnded("agreed-time", "connected")).toBe(true);
    expect(isDeadlineEnded("intake", "withdrawn")).toBe(true);
  });
});
