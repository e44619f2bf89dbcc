import type { PrinterTrouble } from "#shared/contract/printer-trouble.ts";
import { later, type Instant, type Now } from "#shared/time/instant.ts";
import type { RenderedDocument, PrintWork } from "./printer.ts";
import type { Printer, PrinterState, PrintResult } from "./printer.ts";
import { asJob } from "#station/core/log.ts";
import type { SetTimer } from "#station/lib/timers.ts";
import { withTimeout } from "#station/lib/with-timeout.ts";

/** How long things may take, in milliseconds; a document has `printMs` and `pageMs` for each page. */
export type QueueLimits = {
  statusMs: number;
  printMs: number;
  pageMs: number;
  graceMs: number;
  pollMs: number;
  firstWaitMs: number;
  maxWaitMs: number;
};

/** The limits of a working hall. */
export const QUEUE_LIMITS: QueueLimits = {
  statusMs: 15_000,
  printMs: 120_000,
  pageMs: 20_000,
  graceMs: 5_000,
  pollMs: 5_000,
  firstWaitMs: 2_000,
  maxWaitMs: 60_000,
};

/** What one queue lives on. */
export type QueueDeps = {
  open: () => Promise<Printer>;
  /** The work that goes next, null where nothing waits for this printer. */
  next: () => PrintWork | null;
  now: Now;
  /** 0 to 1. */
  random: () => number;
  setTimer: SetTimer;
  limits: QueueLimits;
  /** Receives the printer's state each time it was asked. */
  heard: (state: PrinterState) => void;
  onError: (error: unknown) => void;
};

/** The queue of one printer: one document at a time, independent of every other printer. */
export type PrinterQueue = {
  /** Wakes the queue: something may wait for this printer. */
  wake: () => void;
  /** Asks the printer how it is, unless it is at work. */
  look: () => void;
  /** Resolves when nothing is under way. */
  whenIdle: () => Promise<void>;
  /** Aborts, and resolves when the result of what was under way is noted. */
  close: () => Promise<void>;
};

const BLOCKING: ReadonlySet<PrinterTrouble> = new Set([
  "paper-out",
  "jam",
  "cover-open",
  "offline",
  "cutter-error",
  "overheated",
  "stopped",
  "no-answer",
]);

/** A printer that cannot report its state still gets its documents: it prints or it does not. */
const canPrint = (state: PrinterState): boolean =>
  state.state !== "stopped" &&
  !(state.state === "attention" && state.troubles.some((trouble) => BLOCKING.has(trouble)));

/** Nothing is tried until then; where the printer is blocked, its readiness ends the wait at once. */
type Pause = { until: Instant; isPrinterBlocked: boolean };

/**
 * Opens the queue of one printer. It is no background loop: it has two kinds of pass, one that prints and one that only
 * asks a blocked printer, and the printer's answer cuts a wait short.
 */
export function openQueue(deps: QueueDeps): PrinterQueue {
  const { limits, setTimer } = deps;
  const closing = new AbortController();
  let printer: Promise<Printer> | null = null;
  let running: Promise<void> = Promise.resolve();
  let busy = 0;
  let isPassDue = false;
  let hold: Pause | null = null;
  let failures = 0;
  let cancelTimer = (): void => undefined;
  const isClosing = (): boolean => closing.signal.aborted;

  const opened = (): Promise<Printer> => {
    printer ??= deps.open().catch((error: unknown) => {
      printer = null;
      throw error;
    });
    return printer;
  };

  async function ask(): Promise<PrinterState> {
    const ended = await withTimeout(
      setTimer,
      { deadlineMs: limits.statusMs, graceMs: limits.graceMs },
      closing.signal,
      async (signal) => (await opened()).status(signal),
    );
    const state: PrinterState =
      ended.kind === "value"
        ? ended.value
        : { state: "stopped", troubles: [ended.kind === "late" ? "no-answer" : "other"] };
    if (ended.kind === "threw") deps.onError(ended.error);
    if (!isClosing()) deps.heard(state);
    return state;
  }

  /** Whatever goes wrong once bytes may have left is `unconfirmed`: only a person can say more. */
  async function handOver({ sheet, pages }: RenderedDocument): Promise<PrintResult> {
    const ended = await withTimeout(
      setTimer,
      { deadlineMs: limits.printMs + pages * limits.pageMs, graceMs: limits.graceMs },
      closing.signal,
      async (signal) => (await opened()).print(sheet, signal),
    );
    switch (ended.kind) {
      case "value":
        return ended.value;
      case "threw":
        deps.onError(ended.error);
        return { outcome: "unconfirmed", trouble: "other", pages: null, detail: null };
      case "late":
        // The call still holds the old printer; the next sheet gets a new one.
        printer = null;
        return { outcome: "unconfirmed", trouble: "no-answer", pages: null, detail: null };
    }
  }

  /** Doubles up to a minute; the upper half is random, so that stations do not return to a printer together. */
  function nextWait(): Instant {
    failures += 1;
    const longest = Math.min(limits.maxWaitMs, limits.firstWaitMs * 2 ** Math.min(failures - 1, 20));
    return later(deps.now(), Math.round(longest / 2 + (deps.random() * longest) / 2));
  }

  function waitUntil(until: Instant, blocked: boolean): void {
    hold = { until, isPrinterBlocked: blocked };
    schedule();
  }

  function schedule(): void {
    cancelTimer();
    if (hold === null || isClosing()) return;
    const left = Date.parse(hold.until) - Date.parse(deps.now());
    cancelTimer = setTimer(Math.max(1, Math.min(limits.pollMs, left)), () => enqueue(tick));
  }

  /** No wait is longer than the longest: one that seems so was begun before the clock was set back. */
  const isPast = (until: Instant): boolean => {
    const left = Date.parse(until) - Date.parse(deps.now());
    return left <= 0 || left > limits.maxWaitMs;
  };

  /** While the queue waits, the printer is asked again and again: it may have paper sooner than the wait ends. */
  async function tick(): Promise<void> {
    if (hold === null || isClosing()) return;
    const work = deps.next();
    if (work === null) {
      hold = null;
      return;
    }
    const state = await ask();
    if (isClosing()) return;
    const isOver = isPast(hold.until);
    if (canPrint(state)) {
      if (!hold.isPrinterBlocked && !isOver) return schedule();
      hold = null;
      return runOnce();
    }
    hold.isPrinterBlocked = true;
    if (!isOver) return schedule();
    const until = nextWait();
    work.wait(state.troubles[0] ?? "other", until);
    waitUntil(until, true);
  }

  async function printOne(work: PrintWork): Promise<void> {
    const made = await work.prepare();
    if (made === null || isClosing() || !work.begin(made)) return;
    const result = await handOver(made);
    const again = result.outcome === "failed" && result.again;
    const until = again ? nextWait() : null;
    if (!again) failures = 0;
    work.applyResult(result, until);
    if (until !== null) waitUntil(until, false);
  }

  async function runOnce(): Promise<void> {
    isPassDue = false;
    while (hold === null && !isClosing()) {
      const work = deps.next();
      if (work === null) return;
      const state = await ask();
      if (isClosing()) return;
      if (canPrint(state)) await asJob(work.id, () => printOne(work));
      else {
        const until = nextWait();
        work.wait(state.troubles[0] ?? "other", until);
        waitUntil(until, true);
      }
    }
  }

  function enqueue(run: () => Promise<void>): void {
    busy += 1;
    running = running
      .then(() => (isClosing() ? undefined : run()))
      .catch((error: unknown) => {
        deps.onError(error);
        // A store that failed once may work again; without a timer nobody would try.
        if (hold === null) waitUntil(later(deps.now(), limits.maxWaitMs), false);
      })
      .finally(() => {
        busy -= 1;
      });
  }

  return {
    wake: () => {
      if (hold !== null || isPassDue) return;
      isPassDue = true;
      enqueue(runOnce);
    },
    look: () => {
      if (busy === 0 && hold === null) enqueue(async () => void (await ask()));
    },
    whenIdle: () => running,
    async close() {
      closing.abort();
      cancelTimer();
      await running;
    },
  };
}
