import { describe, expect, it } from "vitest";
import { ELDER_LIMITS, PLAIN_LIMITS, visitStatus } from "#renderer/shells/kiosk/idle-limits.ts";

const at = (nowSeconds: number, touchedSeconds = 0, limits = PLAIN_LIMITS) =>
  visitStatus(0, touchedSeconds * 1000, nowSeconds * 1000, limits);

describe("the visit's limits", () => {
  it("warns after sixty seconds without a touch and ends the visit fifteen seconds later", () => {
    expect(at(59.9)).toEqual({ kind: "calm" });
    expect(at(60)).toEqual({ kind: "warned", why: "idle", secondsLeft: 15 });
    expect(at(74.5)).toEqual({ kind: "warned", why: "idle", secondsLeft: 1 });
    expect(at(75)).toEqual({ kind: "over", why: "idle" });
  });

  it("gives large print ninety seconds", () => {
    expect(at(89, 0, ELDER_LIMITS)).toEqual({ kind: "calm" });
    expect(at(90, 0, ELDER_LIMITS)).toEqual({ kind: "warned", why: "idle", secondsLeft: 15 });
    expect(at(105, 0, ELDER_LIMITS)).toEqual({ kind: "over", why: "idle" });
  });

  it("starts the idle time again with each touch", () => {
    expect(at(74, 14.1)).toEqual({ kind: "calm" });
  });

  it("ends a visit after twenty minutes however busy it is, and warns before", () => {
    const end = 20 * 60;
    expect(at(end - 16, end - 16)).toEqual({ kind: "calm" });
    expect(at(end - 15, end - 15)).toEqual({ kind: "warned", why: "total", secondsLeft: 15 });
    expect(at(end, end)).toEqual({ kind: "over", why: "total" });
  });

  it("ends at once after the machine slept through both limits", () => {
    expect(at(3 * 3600)).toEqual({ kind: "over", why: "idle" });
  });
});
