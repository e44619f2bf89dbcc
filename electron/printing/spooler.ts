import type { PrinterSettings } from "#shared/contract/printer-settings.ts";
import type { Instant } from "#shared/time/instant.ts";
import { listPrintJobsIn } from "#station/db/print-jobs.ts";
import { listPrinterTestsIn } from "#station/db/printer-tests.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { createBackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { noteJob } from "./job-changes.ts";
import { destinations, findUsable, printersInUse } from "./printer-choice.ts";
import { jobWork } from "./print-job.ts";
import { QUEUE_LIMITS, openQueue, type QueueLimits, type PrinterQueue } from "./printer-queue.ts";
import type { PrintWork } from "./printer.ts";
import type { Printer, PrinterState } from "./printer.ts";
import { STOPPED_IN_PRINT } from "./outcome-words.ts";
import { noteTest, testWork } from "./test-print.ts";
import { holdSlipsOfLostVisits } from "./visit-slips.ts";

/** What the spooler lives on: the ways to paper and the timers come from outside. */
export type SpoolerDeps = LoopDeps & {
  open: (settings: PrinterSettings) => Promise<Printer>;
  limits?: QueueLimits;
};

/** The state that a printer last reported. */
export type KnownState = PrinterState & { at: Instant };

/** The worker that prints what the rows ask for (打印队列): a queue of its own for each printer. */
export type Spooler = {
  /** What each printer, by id, last said of itself. */
  states: () => ReadonlyMap<string, KnownState>;
  /** Asks every printer in use for its state; changes are emitted as events. */
  look: () => void;
  whenIdle: () => Promise<void>;
  close: () => Promise<void>;
};

/** How often an idle printer is asked how it is, in milliseconds. */
const WATCH_MS = 30_000;

/** A document that a stop of the program caught in mid-print may have come out: a person decides. */
function askAboutInterrupted(context: StationContext): void {
  for (const job of listPrintJobsIn(context.db, "sending"))
    noteJob(context, job.id, "sending", {
      what: "crashed",
      by: null,
      to: {
        outcome: "unconfirmed",
        reason: STOPPED_IN_PRINT,
        trouble: null,
        pause: null,
        pagesOut: null,
        nextTryAt: null,
      },
    });
  for (const test of listPrinterTestsIn(context.db, "sending"))
    noteTest(context, test.id, "sending", {
      outcome: "unconfirmed",
      reason: STOPPED_IN_PRINT,
      trouble: null,
      documentHash: test.documentHash,
    });
}

/** What waits for a printer and may go by itself, test prints first, then the jobs in their order. */
function* waitingFor(context: StationContext): Generator<{ printer: PrinterSettings; work: () => PrintWork }> {
  for (const test of listPrinterTestsIn(context.db, "queued")) {
    const printer = findUsable(context, test.printerId);
    if (printer !== null) yield { printer, work: () => testWork(context, test, printer) };
  }
  const destinationOf = destinations(context);
  for (const job of listPrintJobsIn(context.db, "queued")) {
    if (job.pause !== null) continue;
    const destination = destinationOf(job.kind);
    yield { printer: destination.printer, work: () => jobWork(context, job, destination) };
  }
}

/** Starts printing. */
export function startSpooler(context: StationContext, deps: SpoolerDeps): Spooler {
  const queues = new Map<string, { settings: string; queue: PrinterQueue }>();
  const ending: Promise<void>[] = [];
  const states = new Map<string, KnownState>();
  let isClosed = false;

  function heard(id: string, state: PrinterState): void {
    const before = states.get(id);
    states.set(id, { ...state, at: context.now() });
    if (before?.state !== state.state || before.troubles.join() !== state.troubles.join())
      context.events.emit({ kind: "printer.changed" });
  }

  function nextFor(id: string): PrintWork | null {
    for (const { printer, work } of waitingFor(context)) if (printer.id === id) return work();
    return null;
  }

  /** The queue of a printer as it is set up now; a change of settings other than the name opens a new one. */
  function queueOf(printer: PrinterSettings): PrinterQueue {
    const settings = JSON.stringify({ ...printer, name: "" });
    const known = queues.get(printer.id);
    if (known?.settings === settings) return known.queue;
    if (known !== undefined) ending.push(known.queue.close());
    const before = Promise.all(ending);
    const queue = openQueue({
      // The result of a document under way at the old address is noted before the new one is opened.
      open: () => before.then(() => deps.open(printer)),
      next: () => nextFor(printer.id),
      now: context.now,
      random: context.random,
      setTimer: deps.setTimer,
      limits: deps.limits ?? QUEUE_LIMITS,
      heard: (state) => heard(printer.id, state),
      onError: (error) => deps.onError(error, "printing"),
    });
    queues.set(printer.id, { settings, queue });
    return queue;
  }

  const wake = (): void => {
    if (isClosed) return;
    const printers = new Map([...waitingFor(context)].map(({ printer }) => [printer.id, printer]));
    for (const printer of printers.values()) queueOf(printer).wake();
  };

  const look = (): void => {
    if (isClosed) return;
    for (const [id, { queue }] of queues) {
      if (findUsable(context, id) !== null) continue;
      queues.delete(id);
      states.delete(id);
      ending.push(queue.close());
    }
    for (const printer of printersInUse(context)) queueOf(printer).look();
  };

  const guarded = (run: () => void) => (): void => {
    try {
      run();
    } catch (error) {
      deps.onError(error, "looking for what is to be printed");
    }
  };

  const watch = createBackgroundLoop<void>(deps, {
    doing: "asking the printers how they are",
    runOnce() {
      look();
      wake();
    },
    nothing: undefined,
    sleepMs: () => WATCH_MS,
    sleepsFirst: true,
  });

  askAboutInterrupted(context);
  holdSlipsOfLostVisits(context);
  const stop = context.events.subscribe((event) => {
    if (event.kind === "print.changed" || event.kind === "printer.changed") guarded(wake)();
  });
  watch.start();
  guarded(wake)();

  return {
    states: () => states,
    look: guarded(look),
    async whenIdle() {
      await Promise.all([...queues.values()].map(({ queue }) => queue.whenIdle()));
    },
    async close() {
      isClosed = true;
      stop();
      await watch.close();
      await Promise.all([...[...queues.values()].map(({ queue }) => queue.close()), ...ending]);
    },
  };
}
