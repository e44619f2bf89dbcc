import { later } from "../../shared/time.ts";
import type { CentreAccess } from "../services/centre-link.ts";
import { attachmentPass, type AttachmentHold, type AttachmentPassDeps, type AttachmentResult } from "./attachment-pass.ts";
import { backoffMs } from "./backoff.ts";

/** What the attachment worker lives on; the clock, chance, timers and the network all come from outside. */
export type AttachmentLaneDeps = Omit<AttachmentPassDeps, "link" | "token" | "stop"> & {
  /** Where to send, asked before each pass. */
  centre: CentreAccess;
  /** Runs something once after so many milliseconds; the answer cancels it. */
  after: (ms: number, run: () => void) => () => void;
  /** Told when the store itself failed; the worker goes on and tries again. */
  trouble: (error: unknown) => void;
};

/** The attachment worker: one file at a time, beside the records and never in their way. */
export type AttachmentLane = {
  /** Begins to work by itself; what waited before the start is tried at once. */
  start: () => void;
  /** Says that a file was kept, or that one went back to be sent. */
  wake: () => void;
  /** Whether what waits does so only because the centre could not be reached. */
  isCut: () => boolean;
  /** Says that the centre can be reached again: what waited for that is tried at once. */
  linkReturned: () => void;
  /** Forgets all waiting times and tries everything once, what was set aside too, as a person asked. */
  retryNow: () => Promise<AttachmentResult>;
  /** Hangs up, waits for the pass under way, and does nothing more. */
  close: () => Promise<void>;
};

const LONGEST_SLEEP_MS = 300_000;
/** A clock that goes back by more than this was wrong before: waiting times made with it mean nothing. */
const CLOCK_SLACK_MS = 60_000;
const NOTHING: AttachmentResult = { sent: 0, setAside: 0, failed: 0, cut: false, hold: null };

/** Makes the attachment worker of one store. */
export function createAttachmentLane(deps: AttachmentLaneDeps): AttachmentLane {
  const { port, now } = deps;
  const hangUp = new AbortController();
  let started = false;
  let running: Promise<AttachmentResult> | null = null;
  let again = false;
  let hold: AttachmentHold | null = null;
  let cut = false;
  let troubles = 0;
  let lastSeen = now();
  let cancelTimer = (): void => undefined;

  const forgetTimes = (): void => {
    port.resetWaiting(now());
    hold = null;
    cut = false;
  };

  const noticeClock = (): void => {
    if (Date.parse(now()) < Date.parse(lastSeen) - CLOCK_SLACK_MS) forgetTimes();
    lastSeen = now();
  };

  const pass = async (): Promise<AttachmentResult> => {
    if (hangUp.signal.aborted) return NOTHING;
    noticeClock();
    const centre = deps.centre();
    if (centre === null) return { ...NOTHING, hold: { until: later(now(), LONGEST_SLEEP_MS), ofStation: false } };
    return attachmentPass({ ...deps, ...centre, stop: hangUp.signal });
  };

  const sleepMs = (failed: boolean): number | null => {
    if (again) return 0;
    if (failed) return backoffMs(troubles, deps.random(), null);
    const next = port.nextDueAt();
    if (next === null) return null;
    const until = Math.max(Date.parse(next), hold === null ? 0 : Date.parse(hold.until)) - Date.parse(now());
    return Math.min(Math.max(until, 0), LONGEST_SLEEP_MS);
  };

  const schedule = (failed: boolean): void => {
    cancelTimer();
    if (!started || hangUp.signal.aborted) return;
    let ms: number | null = LONGEST_SLEEP_MS / 10;
    try {
      ms = sleepMs(failed);
    } catch (error) {
      // A store that cannot even say this is asked again by the timer.
      deps.trouble(error);
    }
    again = false;
    if (ms !== null) cancelTimer = deps.after(ms, tick);
  };

  const tick = (): void => {
    noticeClock();
    if (hold !== null && now() < hold.until) schedule(false);
    else void run().catch(() => undefined);
  };

  const run = (): Promise<AttachmentResult> => {
    running ??= (async () => {
      let failed = true;
      try {
        const result = await pass();
        hold = result.hold;
        // An idle pass, in which nothing was due, has learned nothing of the link.
        if (result.sent + result.setAside + result.failed > 0) cut = result.cut;
        troubles = 0;
        failed = false;
        return result;
      } catch (error) {
        troubles += 1;
        deps.trouble(error);
        throw error;
      } finally {
        running = null;
        schedule(failed);
      }
    })();
    return running;
  };

  const wake = (): void => {
    if (!started || hangUp.signal.aborted) return;
    // The centre named the time: a new file does not make it earlier.
    if (hold?.ofStation === true && now() < hold.until) return;
    if (running === null) void run().catch(() => undefined);
    else again = true;
  };

  return {
    start: () => {
      if (started || hangUp.signal.aborted) return;
      started = true;
      forgetTimes();
      void run().catch(() => undefined);
    },
    wake,
    isCut: () => cut,
    linkReturned: () => {
      if (!started || hangUp.signal.aborted || !cut || hold?.ofStation === true) return;
      forgetTimes();
      wake();
    },
    retryNow: async () => {
      await running?.catch(() => undefined);
      if (!hangUp.signal.aborted) {
        port.retrySetAside(now());
        forgetTimes();
      }
      return run();
    },
    close: async () => {
      hangUp.abort();
      cancelTimer();
      await running?.catch(() => undefined);
    },
  };
}
