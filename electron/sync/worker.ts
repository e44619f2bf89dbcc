import type { Instant, Now } from "#shared/time/instant.ts";
import { asJob, newLogId } from "#station/core/log.ts";
import { backoffMs } from "./transport/backoff.ts";

/** What a worker lives on; the clock, chance and timers come from outside. */
export type WorkerDeps = {
  now: Now;
  /** From 0 to 1. */
  random: () => number;
  /** Runs something once after so many milliseconds; the answer cancels it. */
  setTimer: (ms: number, run: () => void) => () => void;
  /** Told when the store itself failed; the worker goes on and tries again. */
  onError: (error: unknown) => void;
};

/** What a worker does and has to know of it; whatever the store throws passes through. */
export type Work<R> = {
  /** Sends what is due, once. */
  runOnce: (stop: AbortSignal) => Promise<R>;
  /** What a pass comes to in which nothing was due. */
  nothing: R;
  /** Takes in what a pass came to. */
  onResult: (result: R) => void;
  /** How many milliseconds to sleep after a pass; null where nothing waits. */
  sleepMs: (result: R) => number | null;
  /** Makes all that waits due at once, whatever stood in its way. */
  resetBackoff: () => void;
  /** Until when nothing at all is tried, null where nothing stands in the way of everything. */
  pausedUntil: () => Instant | null;
  /** Whether the centre itself named that time: neither a new record nor a link that is back makes it earlier. */
  isPausedByCentre: () => boolean;
  /** Whether what waits does so only because the centre could not be reached. */
  isOffline: () => boolean;
};

/** A worker that sends what waits in the store: one pass at a time, when something is due, and quiet otherwise. */
export type Worker<R> = {
  /** Begins to work by itself; what waited before the start is tried at once. */
  start: () => void;
  /** Says that there is something new to send. */
  wake: () => void;
  /** Whether what waits does so only because the centre could not be reached. */
  isOffline: () => boolean;
  /** Says that the centre can be reached again: what waited for that is tried at once. */
  onReconnect: () => void;
  /** Forgets all waiting times and tries everything once, as a person asked; `before` runs once no pass is under way. */
  retryNow: (before?: () => void) => Promise<R>;
  /** Resolves once no pass is under way. */
  whenIdle: () => Promise<void>;
  /** Hangs up, waits for the pass under way, and does nothing more. */
  close: () => Promise<void>;
};

/** The longest sleep of a worker, in milliseconds. */
export const MAX_SLEEP_MS = 300_000;
/** How long to wait, in milliseconds, where the store itself gives no sense. */
export const STORE_SLEEP_MS = 30_000;
/** A clock that goes back by more than this was wrong before: waiting times made with it mean nothing. */
const CLOCK_SLACK_MS = 60_000;

/** Makes a worker; two of them on one store would send everything twice, so a process makes one of each kind. */
export function createWorker<R>(
  { now, random, setTimer: after, onError: trouble }: WorkerDeps,
  work: Work<R>,
): Worker<R> {
  const hangUp = new AbortController();
  let started = false;
  let running: Promise<R> | null = null;
  let again = false;
  let troubles = 0;
  let lastSeen = now();
  let cancelTimer = (): void => undefined;

  const noticeClock = (): void => {
    if (Date.parse(now()) < Date.parse(lastSeen) - CLOCK_SLACK_MS) work.resetBackoff();
    lastSeen = now();
  };

  const pass = async (): Promise<R> => {
    // The store may be closed by now.
    if (hangUp.signal.aborted) return work.nothing;
    noticeClock();
    return work.runOnce(hangUp.signal);
  };

  /** After a pass that broke off (null) the worker backs off by itself. */
  const sleepMs = (result: R | null): number | null => {
    try {
      if (again && !work.isPausedByCentre()) return 0;
      return result === null ? backoffMs(troubles, random(), null) : work.sleepMs(result);
    } catch (error) {
      // A store that cannot even say this is asked again by the timer; without one the worker would sleep for ever.
      trouble(error);
      return STORE_SLEEP_MS;
    }
  };

  const schedule = (result: R | null): void => {
    cancelTimer();
    if (!started || hangUp.signal.aborted) return;
    const ms = sleepMs(result);
    again = false;
    if (ms !== null) cancelTimer = after(ms, tick);
  };

  /** A sleep is never longer than five minutes, a hold may be: then it sleeps on. */
  const tick = (): void => {
    try {
      noticeClock();
    } catch {
      // Nothing may be thrown out of a timer; the pass meets the same store and says what is wrong with it.
      return void run().catch(() => undefined);
    }
    const until = work.pausedUntil();
    if (until !== null && now() < until) schedule(work.nothing);
    else void run().catch(() => undefined);
  };

  const run = (): Promise<R> => {
    running ??= asJob(newLogId(), async () => {
      let result: R | null = null;
      try {
        result = await pass();
        work.onResult(result);
        troubles = 0;
        return result;
      } catch (error) {
        troubles += 1;
        trouble(error);
        throw error;
      } finally {
        running = null;
        schedule(result);
      }
    });
    return running;
  };

  const whenIdle = async (): Promise<void> => void (await running?.catch(() => undefined));

  const wake = (): void => {
    if (!started || hangUp.signal.aborted || work.isPausedByCentre()) return;
    if (running === null) void run().catch(() => undefined);
    else again = true;
  };

  return {
    start: () => {
      if (started || hangUp.signal.aborted) return;
      started = true;
      work.resetBackoff();
      void run().catch(() => undefined);
    },
    wake,
    isOffline: work.isOffline,
    onReconnect: () => {
      if (!work.isOffline() || hangUp.signal.aborted || work.isPausedByCentre()) return;
      work.resetBackoff();
      wake();
    },
    retryNow: async (before) => {
      await whenIdle();
      if (!hangUp.signal.aborted) {
        before?.();
        work.resetBackoff();
      }
      return run();
    },
    whenIdle,
    close: async () => {
      hangUp.abort();
      cancelTimer();
      await whenIdle();
    },
  };
}
