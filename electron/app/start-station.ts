import { ProblemError } from "#shared/lib/problem.ts";
import { startDeadlineMonitor } from "#station/supervision/deadline-monitor.ts";
import { checkpointWhenCalm } from "#station/db/checkpoint.ts";
import { checkBeside, isCheckedFirst, type StoreCheck } from "#station/db/store-check.ts";
import { calls } from "#shared/contract/calls.ts";
import { hideAllChecks } from "#station/intake/joint-check.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { stationCalls } from "./calls.ts";
import { startAuditLogVerifier } from "#station/health/audit-log-verifier.ts";
import { damagedStore } from "#station/health/station-health.ts";
import { createDispatcher, type Dispatcher } from "#station/core/dispatcher.ts";
import type { SetTimer } from "#station/lib/with-timeout.ts";
import { startSpooler, type Spooler, type SpoolerDeps } from "#station/printing/spooler.ts";
import { openPrinter } from "#station/printing/open-printer.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { openCalendars } from "#station/rules/calendar-registry.ts";
import { openStation, storeFile, type StationOptions } from "./open-station.ts";
import { indexWhenIdle } from "#station/records/search-index.ts";
import type { OutboxPause } from "#shared/contract/outbox.ts";
import { startSync, type SyncWorkers } from "#station/sync/start-sync.ts";

/** A hall at work: its store, its workers, and the one way in for a host. */
export type RunningStation = {
  context: StationContext;
  dispatcher: Dispatcher;
  spooler: Spooler;
  outbox: SyncWorkers;
  close: () => Promise<void>;
};

/** Checks, while the hall works, what was too large to be checked before; a fault is told to the pages. */
function checkLate(context: StationContext, isLate: boolean, onError: (error: unknown) => void): StoreCheck | null {
  if (!isLate) return null;
  const check = checkBeside(storeFile(context.dir));
  const noteFault = (fault: string | null): void => {
    if (fault === null) return;
    context.health.damage = fault;
    onError(damagedStore(fault));
    context.events.emit({ kind: "health.changed" });
  };
  check.fault.then(noteFault).catch(onError);
  return check;
}

function every(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  timer.unref();
  return () => clearInterval(timer);
}

const setTimer: SetTimer = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Puts a hall together; every host runs the same one. `report` receives unforeseen errors, never personal data. */
export async function startStation(
  dir: string,
  onError: (error: unknown) => void,
  options: StationOptions & { printing?: Partial<SpoolerDeps> } = {},
): Promise<RunningStation> {
  const isLate = !isCheckedFirst(storeFile(dir));
  const open = await openStation(dir, options);
  const { context: hall } = open;
  for (const faulty of [
    ...hall.profiles.quarantined().map((profile) => profile.problem),
    ...openCalendars(dir).quarantined,
  ])
    onError(new ProblemError(faulty));
  const check = checkLate(hall, isLate, onError);
  const stopCheckpoints = checkpointWhenCalm(hall.db, every, onError);
  const stopIndexing = indexWhenIdle(hall.db, every, onError);
  const watch = startDeadlineMonitor(hall, every, onError);
  const chain = startAuditLogVerifier(hall, every, onError);
  // The counter is answered first; what fell due while the program was off can wait two seconds.
  const firstLook = setTimeout(() => void watch.check().then(chain.check).catch(onError), 2000).unref();
  const spooler = startSpooler(hall, {
    open: (settings) => openPrinter(settings, dir),
    setTimer,
    onError,
    ...options.printing,
  });
  const outbox = startSync(hall, onError, options.centre);
  const wake = async (): Promise<void> => {
    await Promise.all([outbox.pull.pullNow(), outbox.outboxWorker.retryNow(), outbox.attachments.retryNow()]);
  };
  const pause = (): OutboxPause | null => {
    const hold = outbox.outboxWorker.pause();
    return hold === null ? null : { what: hold.reason.what, next: hold.reason.next, until: hold.pausedUntil };
  };
  // After a restart, nobody stands before the applicant's window any more.
  hideAllChecks(hall);
  const handlers = stationCalls({ sync: { wake, pause }, centre: outbox.centre, printers: spooler });
  return {
    context: hall,
    dispatcher: createDispatcher({ context: hall, contract: calls, handlers, actorOf, onError }),
    spooler,
    outbox,
    async close() {
      await check?.stop();
      clearTimeout(firstLook);
      await watch.close();
      await chain.close();
      await spooler.close();
      await outbox.close();
      stopIndexing();
      stopCheckpoints();
      open.close();
    },
  };
}
