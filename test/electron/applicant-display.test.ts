import { describe, expect, it } from "vitest";
import { applicantBounds } from "#station/shell/window-rules.ts";
import { receivesEvent } from "#station/app/event-streams.ts";

const display = (id: number, x: number) => ({ id, bounds: { x, y: 0, width: 1366, height: 768 } });

describe("the applicant's window", () => {
  it("fills the display that the counter is not on, and is a plain window where there is only one", () => {
    expect(applicantBounds([display(1, 0), display(2, 1366)], 1)).toEqual({ x: 1366, y: 0, width: 1366, height: 768 });
    expect(applicantBounds([display(1, 0), display(2, 1366)], 2)).toEqual({ x: 0, y: 0, width: 1366, height: 768 });
    expect(applicantBounds([display(1, 0)], 1)).toBeNull();
  });

  it("hears that its check changed and nothing of other people's cases", () => {
    expect(receivesEvent("applicant", { kind: "check.changed", draftId: "d" })).toBe(true);
    expect(receivesEvent("applicant", { kind: "application.accepted", id: "a" })).toBe(false);
    expect(receivesEvent("applicant", { kind: "outbox.changed" })).toBe(false);
    expect(receivesEvent("clerk", { kind: "application.accepted", id: "a" })).toBe(true);
  });
});
