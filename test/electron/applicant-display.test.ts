import { describe, expect, it } from "vitest";
import { applicantBounds, counterPlace, maySaveAs } from "#station/shell/window-rules.ts";
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

describe("the counter's window", () => {
  it("lies in the middle of a large display, and fills what a small one leaves beside the system's own bars", () => {
    expect(counterPlace({ x: 0, y: 0, width: 1920, height: 1040 })).toEqual({
      x: 277,
      y: 136,
      width: 1366,
      height: 768,
      minWidth: 1024,
      minHeight: 600,
      isTight: false,
    });
    // An ordinary display of 1366×768 at 125 %, its bar at the left.
    expect(counterPlace({ x: 48, y: 0, width: 1045, height: 574 })).toEqual({
      x: 48,
      y: 0,
      width: 1045,
      height: 574,
      minWidth: 1024,
      minHeight: 574,
      isTight: true,
    });
  });
});

describe("saving a file from a page", () => {
  it("is for people who work here", () => {
    expect((["clerk", "supervisor"] as const).map(maySaveAs)).toEqual([true, true]);
    expect((["none", "kiosk", "applicant", null] as const).map(maySaveAs)).toEqual([false, false, false, false]);
  });
});
