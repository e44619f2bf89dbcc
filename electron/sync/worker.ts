import type { Instant, Now } from "#shared/time/instant.ts";
import { createBackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { backoffMs } from "./transport/backoff.ts";

/** What a worker lives on; the clock, chance and timers come from outside. */
export type WorkerDeps = LoopDeps & {
  now: Now;
  /** From 0 to 1. */
  random: () => number;
};

/** What a worker does and has to know of it; whatever the store throws passes through. */
export type Work<R> = {
  /** What it does, in words for the log. */
  doing: string;
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

/** A worker that sends what waits in the store: one pass at a time, only when something is due. */
export type Worker<R> = {
  /** Starts the worker; what waited before is tried at once. */
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
  /** Aborts, waits for the pass under way, and does nothing more. */
  close: () => Promise<void>;
};

/** The longest sleep of a worker, in milliseconds. */
export const MAX_SLEEP_MS = 300_000;
/** A clock that goes back by more than this was wrong before: waiting times made with it mean nothing. */
const CLOCK_SLACK_MS = 60_000;

/** Makes a worker; two of them on one store would send everything twice, so a process makes one of each kind. */
export function createWorker<R>(deps: WorkerDeps, work: Work<R>): Worker<R> {
  const { now, random } = deps;
  let isStarted = false;
  let isClosed = false;
  let lastSeen = now();

  const noticeClock = (): void => {
    if (Date.parse(now()) < Date.parse(lastSeen) - CLOCK_SLACK_MS) work.resetBackoff();
    lastSeen = now();
  };

  const loop = createBackgroundLoop<R>(deps, {
    doing: work.doing,
    async runOnce(stop) {
      noticeClock();
      const result = await work.runOnce(stop);
      work.onResult(result);
      return result;
    },
    nothing: work.nothing,
    sleepMs: (result, failures) => (result === null ? backoffMs(failures, random(), null) : work.sleepMs(result)),
    // A sleep is never longer than five minutes, a pause may be: then it sleeps on.
    isDue() {
      noticeClock();
      const until = work.pausedUntil();
      return until === null || now() >= until;
    },
    isWakeable: () => !work.isPausedByCentre(),
  });

  return {
    start() {
      if (isStarted || isClosed) return;
      isStarted = true;
      work.resetBackoff();
      loop.start();
    },
    wake: loop.wake,
    isOffline: work.isOffline,
    onReconnect() {
      if (!work.isOffline() || isClosed || work.isPausedByCentre()) return;
      work.resetBackoff();
      loop.wake();
    },
    async retryNow(before) {
      await loop.whenIdle();
      if (!isClosed) {
        before?.();
        work.resetBackoff();
      }
      return loop.run();
    },
    whenIdle: loop.whenIdle,
    async close() {
      isClosed = true;
      await loop.close();
    },
  };
}
