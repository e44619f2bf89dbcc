import { describe, expect, it } from "vitest";
import { createBackgroundLoop, FALLBACK_SLEEP_MS, type LoopWork } from "#station/core/background-loop.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";

/** A loop whose passes end when the test says so. */
function openLoop(changes: Partial<LoopWork<string>> = {}) {
  const clock = new HandClock("2026-11-20T02:30:00.000Z");
  const errors: [unknown, string][] = [];
  const passes: { end: (result: string) => void; fail: (error: unknown) => void; stop: AbortSignal }[] = [];
  const slept: [string | null, number][] = [];
  const loop = createBackgroundLoop<string>(
    { setTimer: clock.after, onError: (error, doing) => errors.push([error, doing]) },
    {
      doing: "testing",
      runOnce: (stop) => new Promise((end, fail) => passes.push({ end, fail, stop })),
      nothing: "nothing",
      sleepMs(result, failures) {
        slept.push([result, failures]);
        return 1_000;
      },
      ...changes,
    },
  );
  const end = async (result = "done"): Promise<void> => {
    passes.at(-1)?.end(result);
    await loop.whenIdle();
  };
  const fail = async (error: unknown): Promise<void> => {
    passes.at(-1)?.fail(error);
    await loop.whenIdle();
  };
  return { clock, errors, passes, slept, loop, end, fail };
}

describe("a background loop", () => {
  it("makes one pass at a time, and sleeps between them as long as the work says", async () => {
    const { loop, clock, passes, slept, end } = openLoop();
    loop.start();
    loop.start();
    clock.advance(5_000);
    expect(passes).toHaveLength(1);
    await end("first");
    clock.advance(999);
    expect(passes).toHaveLength(1);
    clock.advance(1);
    expect(passes).toHaveLength(2);
    expect(slept).toEqual([["first", 0]]);
  });

  it("can sleep before its first pass", () => {
    const { loop, clock, passes } = openLoop({ sleepsFirst: true });
    loop.start();
    expect(passes).toHaveLength(0);
    clock.advance(1_000);
    expect(passes).toHaveLength(1);
  });

  it("does nothing by itself before it is started", async () => {
    const { loop, clock, passes, end } = openLoop();
    loop.wake();
    expect(passes).toHaveLength(0);
    const asked = loop.run();
    await end("by hand");
    expect(await asked).toBe("by hand");
    clock.advance(60_000);
    expect(passes).toHaveLength(1);
  });

  it("gives those who ask for a pass the one under way, and a waker another after it", async () => {
    const { loop, clock, passes, end } = openLoop();
    loop.start();
    const [one, two] = [loop.run(), loop.run()];
    loop.wake();
    loop.wake();
    expect(passes).toHaveLength(1);
    await end("shared");
    expect(await Promise.all([one, two])).toEqual(["shared", "shared"]);
    clock.advance(0);
    expect(passes).toHaveLength(2);
    await end();
    clock.advance(0);
    expect(passes).toHaveLength(2);
  });

  it("is not woken where the work forbids it", async () => {
    const { loop, clock, passes, end } = openLoop({ isWakeable: () => false });
    loop.start();
    loop.wake();
    await end();
    loop.wake();
    clock.advance(0);
    expect(passes).toHaveLength(1);
  });

  it("sleeps on where nothing is due when the timer rings", async () => {
    let isDue = false;
    const { loop, clock, passes, slept, end } = openLoop({ isDue: () => isDue });
    loop.start();
    await end();
    clock.advance(1_000);
    expect(passes).toHaveLength(1);
    isDue = true;
    clock.advance(1_000);
    expect(passes).toHaveLength(2);
    expect(slept).toEqual([
      ["done", 0],
      ["nothing", 0],
    ]);
  });

  it("reports what a pass throws with what was being done, counts failures in a row, and goes on", async () => {
    const { loop, clock, errors, slept, fail, end } = openLoop();
    const fault = new Error("a fault");
    loop.start();
    await fail(fault);
    clock.advance(1_000);
    await fail(fault);
    clock.advance(1_000);
    await end();
    expect(errors).toEqual([
      [fault, "testing"],
      [fault, "testing"],
    ]);
    expect(slept).toEqual([
      [null, 1],
      [null, 2],
      ["done", 0],
    ]);
    const asked = loop.run();
    await fail(fault);
    await expect(asked).rejects.toBe(fault);
  });

  it("falls back on a sleep of its own where the work cannot say how long to sleep, and where it cannot say what is due", async () => {
    const { loop, clock, passes, errors, end } = openLoop({
      sleepMs() {
        throw new Error("no sleep");
      },
      isDue() {
        throw new Error("no answer");
      },
    });
    loop.start();
    await end();
    expect(errors).toHaveLength(1);
    clock.advance(FALLBACK_SLEEP_MS - 1);
    expect(passes).toHaveLength(1);
    clock.advance(1);
    expect(passes).toHaveLength(2);
  });

  it("ends a pass that needs no promise before it returns, also where it throws", () => {
    let passes = 0;
    const { loop, clock, errors } = openLoop({
      runOnce() {
        passes += 1;
        if (passes === 2) throw new Error("at once");
        return "done";
      },
    });
    loop.start();
    clock.advance(1_000);
    clock.advance(1_000);
    expect(passes).toBe(3);
    expect(errors).toHaveLength(1);
  });

  it("on closing aborts the pass under way, waits for its end, and does nothing more", async () => {
    const { loop, clock, passes, end } = openLoop();
    loop.start();
    const closed = loop.close();
    expect(passes[0]?.stop.aborted).toBe(true);
    let isOver = false;
    void closed.then(() => (isOver = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    await end();
    await closed;
    clock.advance(60_000);
    loop.wake();
    loop.start();
    expect(await loop.run()).toBe("nothing");
    expect(passes).toHaveLength(1);
  });
});
