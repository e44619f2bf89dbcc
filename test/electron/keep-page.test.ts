import { describe, expect, it } from "vitest";
import { keepPage, openReloadLimit } from "#station/shell/keep-page.ts";
import { NO_LOG } from "#station/core/log.ts";

/** A page whose loads the test ends itself, with timers that it lets ring. */
function makePage() {
  const loads: { done: () => void; fail: () => void }[] = [];
  const timers: { ms: number; run: () => void; isCancelled: boolean }[] = [];
  const state = { isClosed: false, ended: 0, givenUp: 0 };
  const watch = keepPage(
    {
      load: () => new Promise((done, reject) => loads.push({ done, fail: () => reject(new Error("ERR_FAILED")) })),
      isClosed: () => state.isClosed,
      end: () => (state.ended += 1),
    },
    {
      log: NO_LOG.area("app"),
      onGivenUp: () => (state.givenUp += 1),
      setTimer(ms, run) {
        const timer = { ms, run, isCancelled: false };
        timers.push(timer);
        return () => (timer.isCancelled = true);
      },
      nowMs: () => 0,
    },
  );
  /** Lets promises settle, then the timers that are due. */
  const goOn = async (): Promise<void> => {
    await Promise.resolve();
    await Promise.resolve();
    for (const timer of timers.splice(0)) if (!timer.isCancelled) timer.run();
  };
  return { loads, state, watch, goOn };
}

describe("a page that crashes", () => {
  it("is loaded again three times a minute and then given up", () => {
    const mayReload = openReloadLimit();
    expect([0, 1000, 2000, 3000, 59_999].map(mayReload)).toEqual([true, true, true, false, false]);
  });

  it("is loaded again once the minute has passed", () => {
    const mayReload = openReloadLimit();
    [0, 1000, 2000].forEach((at) => mayReload(at));
    expect(mayReload(60_000)).toBe(true);
    expect(mayReload(60_001)).toBe(false);
  });

  it("is loaded once more, not twice, where its load fails before or after the crash is told", async () => {
    for (const order of ["load first", "crash first"]) {
      const { loads, watch, goOn } = makePage();
      watch.load();
      if (order === "load first") loads[0]?.fail();
      await Promise.resolve();
      watch.crashed("crashed");
      if (order === "crash first") loads[0]?.fail();
      await goOn();
      await goOn();
      expect(loads, order).toHaveLength(2);
    }
  });

  it("is given up after the last try, and stays as it is where it ended as it should", async () => {
    const { loads, state, watch, goOn } = makePage();
    watch.load();
    watch.crashed("clean-exit");
    await goOn();
    expect(loads).toHaveLength(1);
    for (let crashes = 1; crashes <= 4; crashes += 1) {
      watch.crashed("oom");
      await goOn();
    }
    expect([loads.length, state.givenUp]).toEqual([4, 1]);
  });
});

describe("a window that closes while its page loads", () => {
  it("hears nothing of the load any more", async () => {
    const { loads, state, watch, goOn } = makePage();
    watch.load();
    state.isClosed = true;
    loads[0]?.fail();
    await goOn();
    expect([loads.length, state.givenUp]).toEqual([1, 0]);
  });
});

describe("a page that does not answer", () => {
  it("is ended after a while, unless it answers again", async () => {
    const { state, watch, goOn } = makePage();
    watch.unresponsive();
    watch.responsive();
    await goOn();
    expect(state.ended).toBe(0);
    watch.unresponsive();
    await goOn();
    expect(state.ended).toBe(1);
  });
});
