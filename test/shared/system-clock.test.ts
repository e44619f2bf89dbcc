import { describe, expect, it } from "vitest";
import { evaluateClock, findFarAhead, type ClockFacts } from "#shared/time/system-clock.ts";

const START = "2026-09-18T01:00:00.000Z";
const at = (minutes: number): string => new Date(Date.parse(START) + minutes * 60_000).toISOString();

/** After ten minutes of an honest clock. */
const facts = (changes: Partial<ClockFacts>): ClockFacts => ({
  wall: at(10),
  monotonicMs: 600_000,
  start: { at: START, monotonicMs: 0 },
  lastSeen: at(-1),
  lastTrusted: at(-1),
  isConfirmed: false,
  centre: null,
  ...changes,
});

const sources = (changes: Partial<ClockFacts>) => {
  const trust = evaluateClock(facts(changes));
  return trust.kind === "sure" ? [] : trust.doubts.map(({ source, offsetMs }) => [source, offsetMs / 60_000]);
};

describe("row 33: the clock of the machine", () => {
  it("is trusted while it keeps step, two minutes either way included", () => {
    expect(sources({})).toEqual([]);
    expect(sources({ wall: at(12) })).toEqual([]);
    expect(sources({ wall: at(8) })).toEqual([]);
  });

  it("is doubted when it left the monotonic clock, ahead or behind", () => {
    expect(sources({ wall: at(12.5) })).toEqual([["monotonic", 2.5]]);
    expect(sources({ wall: at(10 - 60) })).toEqual([
      ["monotonic", -60],
      ["last-seen", -59],
    ]);
  });

  it("is doubted when the program begins before the last time recorded, and stays so however long it runs", () => {
    expect(sources({ lastSeen: at(1440) })).toEqual([["last-seen", -1440]]);
    expect(sources({ lastSeen: at(5), wall: at(500), monotonicMs: 500 * 60_000 })).toEqual([["last-seen", -5]]);
  });

  it("is doubted when the program begins more than a year after the last time it was trusted", () => {
    const DAY = 1440;
    expect(sources({ lastTrusted: at(-366 * DAY) })).toEqual([]);
    expect(sources({ lastTrusted: at(-800 * DAY) })).toEqual([["last-seen", 800 * DAY]]);
    const ahead = evaluateClock(facts({ lastTrusted: at(-800 * DAY) }));
    expect(findFarAhead(ahead)).toMatchObject({
      text: { zh: "电脑时间比本机上次可信的时间晚 800 天" },
      next: { zh: expect.stringContaining("确认之后才能受理") as string },
    });
    expect(findFarAhead(evaluateClock(facts({ wall: at(40) })))).toBeNull();
    // The centre is another machine: where it agrees, a hall that stood closed for two years is not asked.
    expect(sources({ lastTrusted: at(-800 * DAY), centre: { at: at(10), monotonicMs: 600_000 } })).toEqual([]);
  });

  it("uses the centre's time alone once it is known, corrected by the time since", () => {
    expect(sources({ wall: at(130), centre: { at: at(125), monotonicMs: 300_000 } })).toEqual([]);
    expect(sources({ centre: { at: at(2), monotonicMs: 300_000 } })).toEqual([["centre", 3]]);
  });

  it("says in both languages how far and which way, and what to do", () => {
    const trust = evaluateClock(facts({ centre: { at: at(60 * 72), monotonicMs: 600_000 } }));
    const doubt = trust.kind === "unsure" ? trust.doubts[0] : undefined;
    expect(doubt?.text).toEqual({
      zh: "电脑时间比中心平台慢 3 天",
      en: "The PC's clock is 3 days behind the centre's",
    });
    expect(doubt?.next.zh).toContain("受理照常进行");
  });
});
