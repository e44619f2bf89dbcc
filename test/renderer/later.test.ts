import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { later } from "#renderer/lib/later.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("work done a moment after the last key", () => {
  it("runs once for many requests", async () => {
    let runs = 0;
    const work = later(300, async () => void (runs += 1));
    for (let i = 0; i < 5; i += 1) {
      work.soon();
      await vi.advanceTimersByTimeAsync(299);
    }
    expect(runs).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(runs).toBe(1);
  });

  it("never runs two at a time, and once more where something came meanwhile", async () => {
    const ends: (() => void)[] = [];
    const work = later(0, () => new Promise<void>((end) => ends.push(end)));
    const all = work.now();
    void work.now();
    void work.now();
    expect(ends.length).toBe(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(ends.length).toBe(2);
    ends[1]?.();
    await all;
    expect(ends.length).toBe(2);
  });

  it("forgets what waits when it is stopped", async () => {
    let runs = 0;
    const work = later(300, async () => void (runs += 1));
    work.soon();
    work.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toBe(0);
  });
});
