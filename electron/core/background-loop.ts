import type { SetTimer } from "#station/lib/timers.ts";
import { asJob, newLogId } from "./log.ts";

/** What a loop lives on; timers come from outside. */
export type LoopDeps = {
  setTimer: SetTimer;
  /** Receives what a pass throws, with what was being done; the loop goes on. */
  onError: (error: unknown, doing: string) => void;
};

/** What a loop does, and when. */
export type LoopWork<R> = {
  /** What is being done, in words for the log. */
  doing: string;
  /** One pass; `stop` is aborted when the loop is closed. */
  runOnce: (stop: AbortSignal) => R | Promise<R>;
  /** What a pass comes to once the loop is closed. */
  nothing: R;
  /** How many milliseconds to sleep after a pass; null until somebody wakes the loop. A pass that threw has no result. */
  sleepMs: (result: R | null, failuresInARow: number) => number | null;
  /** Sleeps once before the first pass. */
  sleepsFirst?: true;
  /** Asked when the timer rings; where false the loop sleeps on. */
  isDue?: () => boolean;
  /** Asked when somebody wakes the loop; where false it sleeps on. */
  isWakeable?: () => boolean;
};

/** Work that is repeated beside the counter's: one pass at a time. */
export type BackgroundLoop<R> = {
  /** Begins to work by itself. */
  start: () => void;
  /** Says that there is something to do: begins a pass, or another after the one under way. */
  wake: () => void;
  /** Runs a pass now, or joins the one under way. Rejects with what the pass throws. */
  run: () => Promise<R>;
  /** Resolves once no pass is under way. */
  whenIdle: () => Promise<void>;
  /** Aborts the pass under way, waits for its end, and does nothing more. */
  close: () => Promise<void>;
};

/** The sleep where even the question of how long to sleep throws; without a timer the loop would sleep for ever. */
export const FALLBACK_SLEEP_MS = 30_000;

/** Makes a loop that is not started yet. A pass that needs no promise is over when {@link BackgroundLoop.run} returns. */
export function createBackgroundLoop<R>({ setTimer, onError }: LoopDeps, work: LoopWork<R>): BackgroundLoop<R> {
  const closing = new AbortController();
  let isStarted = false;
  let isWoken = false;
  let running: Promise<R> | null = null;
  let failures = 0;
  let cancelTimer = (): void => undefined;

  const isClosed = (): boolean => closing.signal.aborted;
  const isWakeable = (): boolean => work.isWakeable?.() ?? true;
  const runQuietly = (): void => void run().catch(() => undefined);

  function sleepMs(result: R | null): number | null {
    try {
      return isWoken && isWakeable() ? 0 : work.sleepMs(result, failures);
    } catch (error) {
      onError(error, work.doing);
      return FALLBACK_SLEEP_MS;
    }
  }

  function schedule(result: R | null): void {
    cancelTimer();
    if (!isStarted || isClosed()) return;
    const ms = sleepMs(result);
    isWoken = false;
    if (ms !== null) cancelTimer = setTimer(ms, ring);
  }

  /** Nothing may be thrown out of a timer: a pass meets the same fault and says what it is. */
  function isDue(): boolean {
    try {
      return work.isDue?.() ?? true;
    } catch {
      return true;
    }
  }

  function ring(): void {
    if (isDue()) runQuietly();
    else schedule(work.nothing);
  }

  function run(): Promise<R> {
    if (running !== null) return running;
    const { promise, resolve, reject } = Promise.withResolvers<R>();
    running = promise;
    const succeed = (result: R): void => {
      running = null;
      failures = 0;
      schedule(result);
      resolve(result);
    };
    const fail = (error: unknown): void => {
      running = null;
      failures += 1;
      try {
        onError(error, work.doing);
      } finally {
        schedule(null);
        reject(error);
      }
    };
    const pass = (): void => {
      try {
        const result = isClosed() ? work.nothing : work.runOnce(closing.signal);
        if (result instanceof Promise) result.then(succeed, fail);
        else succeed(result);
      } catch (error) {
        fail(error);
      }
    };
    asJob(newLogId(), pass);
    return promise;
  }

  const whenIdle = async (): Promise<void> => void (await running?.catch(() => undefined));

  return {
    start() {
      if (isStarted || isClosed()) return;
      isStarted = true;
      if (work.sleepsFirst === true) schedule(work.nothing);
      else runQuietly();
    },
    wake() {
      if (!isStarted || isClosed() || !isWakeable()) return;
      if (running === null) runQuietly();
      else isWoken = true;
    },
    run,
    whenIdle,
    async close() {
      closing.abort();
      cancelTimer();
      await whenIdle();
    },
  };
}
