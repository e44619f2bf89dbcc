import { describe, expect, it } from "vitest";
import { checkAppointment, nextSlot } from "#shared/case/appointment.ts";
import { CALENDARS, HOURS } from "./calendar-2026.ts";

/** Monday 2026-09-21, 10:30 in China. */
const moment = { now: "2026-09-21T02:30:00.000Z", hours: HOURS, calendars: CALENDARS };
const remark = (text: string) => checkAppointment(text, moment);

describe("row 7: an appointment", () => {
  it("within counter hours of a working day is accepted", () => {
    expect(remark("2026-09-22T09")).toBeNull();
    expect(remark("2026-09-22T16")).toBeNull();
    expect(remark("2026-09-22")).toBeNull();
    expect(remark("2026-09-21")).toBeNull();
  });

  it("on a Saturday worked in exchange is accepted, on a Saturday off it is questioned with the next possible time", () => {
    expect(remark("2026-10-10T09")).toBeNull();
    expect(remark("2026-10-17T09")).toMatchObject({ kind: "day-off", next: "2026-10-19T09" });
  });

  it("on a holiday is questioned by the holiday's name, and the next time lies after it", () => {
    const found = remark("2026-10-02T10");
    expect(found).toMatchObject({ kind: "day-off", next: "2026-10-08T09" });
    expect(found?.message.zh).toContain("国庆");
    expect(found?.message.zh).toContain("最近可约 2026-10-08 09:00");
    expect(remark("2026-09-26")).toMatchObject({ kind: "day-off", next: "2026-09-28T09" });
  });

  it("outside counter hours is questioned: too early, at noon, at closing", () => {
    expect(remark("2026-09-22T08")).toMatchObject({ kind: "outside-hours", next: "2026-09-22T09" });
    expect(remark("2026-09-22T12")).toMatchObject({ kind: "outside-hours", next: "2026-09-22T14" });
    expect(remark("2026-09-22T17")).toMatchObject({ kind: "outside-hours", next: "2026-09-23T09" });
  });

  it("already past is questioned, with the next time from now on", () => {
    expect(remark("2026-09-21T10")).toMatchObject({ kind: "past", next: "2026-09-21T11" });
    expect(remark("2025-01-01")).toMatchObject({ kind: "past", next: "2026-09-21T11" });
  });

  it("in a year without a calendar is called unknown, never free, and promises no time", () => {
    expect(remark("2027-01-05T09")).toMatchObject({ kind: "calendar-missing", next: null });
    expect(remark("2027-01-05T09")?.message.zh).toContain("2027");
    expect(nextSlot("2026-12-31T10:00:00.000Z", { hours: HOURS, calendars: CALENDARS })).toBeNull();
  });

  it("that is no day is left to the field's own check", () => {
    expect(remark("")).toBeNull();
    expect(remark("明天")).toBeNull();
  });
});
