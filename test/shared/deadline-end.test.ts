import { describe, expect, it } from "vitest";
import { findEnd, statusAtEnd, type Step } from "#shared/case/deadline-end.ts";

/** Done and recorded at 11:00 of the day. */
const step = (status: Step["status"], on: string, at = `${on}T03:00:00.000Z`): Step => ({ status, on, at });
const due = { state: "overdue", dueAt: "2026-11-24T09:00:00.000Z", dueOn: "2026-11-24" } as const;

describe("row 28: a deadline whose work is done", () => {
  it("ends with the step that did it, and runs again where a survey takes it back", () => {
    const steps = [step("approving", "2026-11-20"), step("cleared", "2026-11-23"), step("constructing", "2026-11-24")];
    expect(findEnd("utility-application-received", steps)).toEqual(steps[1]);
    expect(findEnd("agreed-time", steps)).toBeNull();
    expect(findEnd("utility-application-received", [...steps, step("approving", "2026-11-25")])).toBeNull();
    expect(findEnd("intake", [])).toBeNull();
  });

  it("says for good whether it was done in time: the moment due is in time, the one after is late", () => {
    expect(statusAtEnd(due, step("cleared", "2026-11-24", "2026-11-24T09:00:00.000Z"))).toBe("ended-in-time");
    expect(statusAtEnd(due, step("cleared", "2026-11-24", "2026-11-24T09:00:00.001Z"))).toBe("ended-late");
  });

  it("goes by the day where it was recorded on a later one", () => {
    expect(statusAtEnd(due, step("cleared", "2026-11-24", "2026-11-26T03:00:00.000Z"))).toBe("ended-in-time");
    expect(statusAtEnd(due, step("cleared", "2026-11-25", "2026-11-26T03:00:00.000Z"))).toBe("ended-late");
  });

  it("leaves alone what never ran, and ends what stood still", () => {
    const never = { dueAt: null, dueOn: null };
    for (const state of ["not-started", "no-limit", "calendar-missing"] as const)
      expect(statusAtEnd({ ...never, state }, step("closed", "2026-11-24"))).toBe(state);
    expect(statusAtEnd({ ...never, state: "paused" }, step("withdrawn", "2026-11-24"))).toBe("ended-in-time");
  });
});
