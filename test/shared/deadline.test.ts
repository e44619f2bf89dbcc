import { describe, expect, it } from "vitest";
import { deadlineStatus } from "#shared/profile/deadline-state.ts";
import { runDeadline, runDeadlines } from "#shared/profile/deadline.ts";
import type { Interpretations } from "#shared/profile/routing-rules.ts";
import type { Pause } from "#shared/time/working-time.ts";
import { CALENDARS, china, HOURS } from "./calendar-2026.ts";
import { madeUpProfile } from "./made-up-profile.ts";

const profile = madeUpProfile();
const surroundings = { hours: HOURS, calendars: CALENDARS, interpretations: {} };
const pause = (from: string, to: string | null): Pause => ({
  from: china(from),
  to: to === null ? null : china(to),
  reason: "勘察",
});
function run(id: string, from: string, pauses: Pause[] = [], interpretations: Interpretations = {}) {
  const rule = profile.clocks.find((each) => each.id === id);
  if (!rule) throw new Error(`no deadline ${id}`);
  return runDeadline({ ...surroundings, rule, from: china(from), pauses, interpretations });
}

describe("a deadline in working days", () => {
  it("counts four from a Friday afternoon over a worked Sunday", () => {
    const state = run("joint-approval", "2026-09-18 16:50");
    expect(state).toMatchObject({
      outcome: "due",
      dueOn: "2026-09-23",
      dueAt: china("2026-09-23 17:00"),
      calendar: "complete",
      startedAt: china("2026-09-18 16:50"),
    });
    expect(state.spans.map(({ kind }) => kind)).toEqual([
      "start-day",
      "off",
      "counted",
      "counted",
      "counted",
      "counted",
    ]);
    expect(state.spans[2]?.note.zh).toContain("调休上班");
    expect(state.spans.at(-1)?.to).toBe(state.dueAt);
  });

  it("counts four over the two autumn holidays", () => {
    expect(run("joint-approval", "2026-09-24 09:00").dueOn).toBe("2026-10-08");
  });

  it("gives no date at all when a year on the way has no calendar", () => {
    const state = run("joint-approval", "2026-12-29 09:00");
    expect(state).toMatchObject({ outcome: "calendar-missing", calendar: "missing", dueAt: null, dueOn: null });
    expect(state.note?.zh).toContain("2027");
    expect(run("joint-approval", "2027-03-01 09:00").calendar).toBe("missing");
    expect(deadlineStatus(state, china("2027-06-01 09:00"))).toBe("calendar-missing");
  });

  it("leaves out each working day on which a pause was in force, even for a moment", () => {
    expect(run("joint-approval", "2026-11-16 10:00").dueOn).toBe("2026-11-20");
    expect(run("joint-approval", "2026-11-16 10:00", [pause("2026-11-17 16:00", "2026-11-18 09:30")]).dueOn).toBe(
      "2026-11-24",
    );
    expect(run("joint-approval", "2026-11-16 10:00", [pause("2026-11-21 09:00", "2026-11-22 09:00")]).dueOn).toBe(
      "2026-11-20",
    );
    expect(run("joint-approval", "2026-11-16 10:00", [pause("2026-11-17 10:00", "2026-11-18 00:00")]).dueOn).toBe(
      "2026-11-23",
    );
  });

  it("cannot be revived by a pause that begins after the counter closed on the due day", () => {
    expect(run("joint-approval", "2026-11-16 10:00", [pause("2026-11-20 17:00", null)]).dueOn).toBe("2026-11-20");
    expect(run("joint-approval", "2026-11-16 10:00", [pause("2026-11-20 16:59", null)]).outcome).toBe("paused");
  });

  it("has no due time while a pause is open, and says that it is paused", () => {
    const state = run("joint-approval", "2026-11-16 10:00", [pause("2026-11-18 10:00", null)]);
    expect(state).toMatchObject({ outcome: "paused", dueAt: null, dueOn: null, calendar: "complete" });
    expect(state.spans.at(-1)).toMatchObject({ kind: "paused", from: china("2026-11-18 10:00"), to: null });
    expect(deadlineStatus(state, china("2026-11-30 10:00"))).toBe("paused");
  });
});

describe("row 30: a deadline in half days", () => {
  it("runs at once, in worked minutes", () => {
    expect(run("connection-promise", "2026-11-18 09:00").dueAt).toBe(china("2026-11-18 13:45"));
    expect(run("connection-promise", "2026-11-20 16:00").dueAt).toBe(china("2026-11-23 11:15"));
    expect(run("connection-promise", "2026-11-21 10:00").dueAt).toBe(china("2026-11-23 13:45"));
  });

  it("leaves out the minutes of a pause, which shows among its spans", () => {
    const state = run("connection-promise", "2026-11-18 09:00", [pause("2026-11-18 10:00", "2026-11-18 11:00")]);
    expect(state.dueAt).toBe(china("2026-11-18 14:45"));
    expect(state.spans.map(({ kind }) => kind)).toEqual(["counted", "paused", "counted", "counted"]);
  });

  it("gives no time when the calendar ends before it does", () => {
    expect(run("connection-promise", "2026-12-31 16:00")).toMatchObject({ calendar: "missing", dueAt: null });
  });
});

describe("other deadlines", () => {
  it("ends a calendar day at the next day's close, whatever day that is", () => {
    expect(run("direct", "2026-09-18 16:50")).toMatchObject({ dueOn: "2026-09-19", dueAt: china("2026-09-19 17:00") });
    expect(run("direct", "2026-12-31 10:00")).toMatchObject({ dueOn: "2027-01-01", calendar: "complete" });
  });

  it("takes the amount of a recorded reading", () => {
    expect(run("direct", "2026-09-18 16:50", [], { "YX-DAY": "working" }).dueOn).toBe("2026-09-20");
    expect(run("direct", "2026-09-18 16:50", [], { "YX-DAY": "calendar" }).dueOn).toBe("2026-09-19");
  });

  it("ends the same day while the counter is open, else the next working day", () => {
    expect(run("same-day", "2026-11-20 16:59").dueAt).toBe(china("2026-11-20 17:00"));
    expect(run("same-day", "2026-11-20 17:00").dueOn).toBe("2026-11-23");
    expect(run("same-day", "2026-11-21 10:00").dueOn).toBe("2026-11-23");
    expect(run("same-day", "2026-11-20 07:00").dueOn).toBe("2026-11-20");
    expect(run("same-day", "2026-11-20 10:00", [pause("2026-11-20 11:00", "2026-11-20 12:00")]).dueOn).toBe(
      "2026-11-23",
    );
  });

  it("says that the paper gives no number", () => {
    const state = run("named-only", "2026-11-20 10:00");
    expect(state).toMatchObject({ outcome: "no-number", dueAt: null });
    expect(deadlineStatus(state, china("2026-11-20 10:00"))).toBe("no-limit");
  });
});

describe("the deadlines of an application", () => {
  it("run together, and one whose start event has not come waits and says for what", () => {
    const states = runDeadlines(profile, { intake: china("2026-11-18 10:00") }, surroundings, {
      "same-day": [pause("2026-11-18 11:00", null)],
    });
    expect(states.map(({ deadline, outcome }) => [deadline, outcome])).toEqual([
      ["joint-approval", "waiting"],
      ["connection-promise", "waiting"],
      ["direct", "due"],
      ["same-day", "paused"],
      ["named-only", "no-number"],
    ]);
    expect(states[0]?.note?.zh).toContain("收到企业的外线工程审批申请");
    expect(states[0]).toMatchObject({ startedAt: null, startEvent: "utility-application-received", clause: "一" });
  });

  it("have another status before, on and after the due day", () => {
    const state = run("joint-approval", "2026-09-18 16:50");
    const at = (text: string) => deadlineStatus(state, china(text));
    expect([at("2026-09-22 23:59"), at("2026-09-23 00:00"), at("2026-09-23 17:00"), at("2026-09-23 17:01")]).toEqual([
      "running",
      "due-today",
      "due-today",
      "overdue",
    ]);
    const waiting = runDeadlines(profile, {}, surroundings)[0];
    expect(waiting && deadlineStatus(waiting, china("2026-09-23 17:01"))).toBe("not-started");
  });

  it("pause only while the pause lasts", () => {
    const state = run("joint-approval", "2026-11-16 10:00", [pause("2026-11-17 10:00", "2026-11-17 11:00")]);
    expect([
      deadlineStatus(state, china("2026-11-17 10:30")),
      deadlineStatus(state, china("2026-11-17 11:00")),
    ]).toEqual(["paused", "running"]);
  });
});
