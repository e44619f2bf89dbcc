import type { CentreAccess } from "#station/sync/transport/centre-link.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { asJob, newLogId } from "#station/core/log.ts";
import { takeDue } from "#station/sync/publications/publications.ts";
import { backoffMs } from "#station/sync/transport/backoff.ts";
import { pullPass, type PullResult } from "./read-feed.ts";
import { retryAfterMs } from "#station/sync/transport/backoff.ts";

/** What the pull worker lives on; timers come from outside. */
export type PullDeps = {
  context: StationContext;
  /** Whom to ask, looked up before each pass; null while there is no centre. */
  centre: CentreAccess;
  /** Runs something once after so many milliseconds; the answer cancels it. */
  setTimer: (ms: number, run: () => void) => () => void;
  /** Told when entries went back to be sent. */
  resend: () => void;
  /** Told when the store itself failed; the worker goes on. */
  onError: (error: unknown) => void;
};

/** The pull worker: one at a time, it asks the centre every minute how it stands and what is new. */
export type Pull = {
  start: () => void;
  /** Asks now, after the pass under way. */
  pullNow: () => Promise<PullResult>;
  /** Hangs up, waits for the pass under way, and does nothing more. */
  close: () => Promise<void>;
};

const EVERY_MS = 60_000;
/** A window that joins a hall of years has much to read; the counter goes first in between. */
const BEHIND_MS = 2_000;
const NOTHING: PullResult = { requeued: 0, failed: null };

/** Makes the pull worker of a hall. */
export function createPull(deps: PullDeps): Pull {
  const { context: hall } = deps;
  const hangUp = new AbortController();
  let started = false;
  let running: Promise<PullResult> | null = null;
  let failures = 0;
  let isFirst = true;
  let cancelTimer = (): void => undefined;

  const runOnce = async (): Promise<PullResult> => {
    // What waited for its day needs no network.
    await takeDue(hall);
    const access = hangUp.signal.aborted ? null : deps.centre();
    if (access === null) return NOTHING;
    const result = await pullPass({ context: hall, ...access, stop: hangUp.signal, isFirst });
    if (result.failed === null) isFirst = false;
    return result;
  };

  const sleepMs = (result: PullResult | null): number => {
    if (result?.behind === true && result.failed === null) return BEHIND_MS;
    if (result !== null && result.failed === null) return Math.round(EVERY_MS * (0.9 + hall.random() / 5));
    const asked = result?.failed?.kind === "answered" ? retryAfterMs(result.failed.retryAfter, hall.now()) : null;
    return Math.max(EVERY_MS / 6, backoffMs(failures, hall.random(), asked));
  };

  const answerWaiters = (result: PullResult | null): void => {
    failures = result !== null && result.failed === null ? 0 : failures + 1;
    if (result !== null && result.requeued > 0) deps.resend();
    cancelTimer();
    if (started && !hangUp.signal.aborted)
      cancelTimer = deps.setTimer(sleepMs(result), () => void run().catch(() => undefined));
  };

  const run = (): Promise<PullResult> => {
    running ??= asJob(newLogId(), async () => {
      let result: PullResult | null = null;
      try {
        result = await runOnce();
        return result;
      } catch (error) {
        deps.onError(error);
        throw error;
      } finally {
        running = null;
        answerWaiters(result);
      }
    });
    return running;
  };

  return {
    start: () => {
      if (started || hangUp.signal.aborted) return;
      started = true;
      void run().catch(() => undefined);
    },
    pullNow: async () => {
      await running?.catch(() => undefined);
      return run();
    },
    close: async () => {
      hangUp.abort();
      cancelTimer();
      await running?.catch(() => undefined);
    },
  };
}
