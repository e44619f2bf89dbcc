import { ProblemError } from "#shared/lib/problem.ts";
import { startDeadlineMonitor } from "#station/supervision/deadline-monitor.ts";
import { checkpointWhenCalm } from "#station/health/checkpoint-when-calm.ts";
import { checkBeside, isCheckedFirst, type StoreCheck } from "#station/db/store-check.ts";
import { calls } from "#shared/contract/calls.ts";
import { hideAllChecks } from "#station/intake/joint-check.ts";
import { actorOf } from "#station/people/sign-in.ts";
import { stationCalls } from "./calls.ts";
import { startAuditLogVerifier } from "#station/health/audit-log-verifier.ts";
import { noteDamage, noteHealth } from "#station/core/health-book.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { damagedStore } from "#station/db/store-faults.ts";
import { reportTo, type LogArea } from "#station/core/log.ts";
import { createDispatcher, type Dispatcher } from "#station/core/dispatcher.ts";
import { setQuietTimer, setTimer } from "#station/lib/timers.ts";
import { startSpooler, type Spooler, type SpoolerDeps } from "#station/printing/spooler.ts";
import { openPrinter } from "#station/printing/open-printer.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { openCalendars } from "#station/rules/calendar-registry.ts";
import { storeFile } from "#station/core/station-folder.ts";
import { thisMachine } from "./machine.ts";
import { checkRoom } from "./self-test.ts";
import { openStation, type StationOptions } from "./open-station.ts";
import { startFileVerifier } from "#station/records/file-verifier.ts";
import { startRecordVerifier } from "#station/records/record-verifier.ts";
import { indexWhenIdle } from "#station/records/search-index.ts";
import type { OutboxPause } from "#shared/contract/outbox.ts";
import { startSync, type SyncWorkers } from "#station/sync/start-sync.ts";

/** A station at work: its store, its workers, and the one way in for a host. */
export type RunningStation = {
  context: StationContext;
  dispatcher: Dispatcher;
  spooler: Spooler;
  sync: SyncWorkers;
  close: () => Promise<void>;
  /** Closes the store on the spot, for a machine that waits for nobody; what prints or sends is cut off. */
  closeAtOnce: () => void;
};

/** Checks a store in the background; pages hear of a fault. */
function checkLate(context: StationContext, depth: "quick" | "deep", onError: (error: unknown) => void): StoreCheck {
  const check = checkBeside(storeFile(context.dir), depth);
  const noteFault = (fault: string | null): void => {
    if (fault === null) return;
    onError(damagedStore(bilingual(fault, fault)).causedBy(new Error(fault)));
    noteHealth(context, { damage: fault });
  };
  check.fault.then(noteFault).catch(onError);
  return check;
}

/** How long after the start the deadlines that passed meanwhile are checked. */
const FIRST_LOOK_MS = 2_000;

/**
 * Opens a station and starts its workers; every host runs the same one. Faults inside are written to the log of its
 * folder and passed to `onError`.
 */
export async function startStation(
  dir: string,
  onError: (error: unknown) => void,
  options: StationOptions & { printing?: Partial<SpoolerDeps> } = {},
): Promise<RunningStation> {
  const isLate = !isCheckedFirst(storeFile(dir));
  const open = await openStation(dir, { onError, ...options });
  const { context } = open;
  const { log } = context;
  const hear = (error: unknown): void => {
    noteDamage(context, error);
    onError(error);
  };
  const report = (area: LogArea, doing: string) => reportTo(log.area(area), hear)(doing);
  log.area("app").info("opened the station");
  const room = checkRoom(dir, options.machine ?? thisMachine);
  if (!room.ok) log.area("app").warn({ room: room.en }, "little room on the disk");
  for (const faulty of [
    ...context.profiles.quarantined().map((profile) => profile.problem),
    ...openCalendars(dir).quarantined,
  ])
    report("app", "loading rules and calendars")(new ProblemError(faulty));
  const reportCheck = report("store", "checking the store");
  // A large store is not checked before it opens.
  let check = isLate ? checkLate(context, "quick", reportCheck) : null;
  let isClosing = false;
  let isCutOff = false;
  const reportIn = (area: LogArea) => (error: unknown, doing: string) => report(area, doing)(error);
  const loopIn = (area: LogArea) => ({ setTimer: setQuietTimer, onError: reportIn(area) });
  const checkpoints = checkpointWhenCalm(context.db, loopIn("store"), open.flushMark);
  const indexing = indexWhenIdle(context.db, loopIn("records"));
  const deadlines = startDeadlineMonitor(context, loopIn("supervision"));
  const auditVerifier = startAuditLogVerifier(context, loopIn("health"));
  const recordVerifier = startRecordVerifier(context, loopIn("records"));
  const fileVerifier = startFileVerifier(context, loopIn("records"));
  // The counter comes first; deadlines that passed while the program was off wait two seconds.
  const firstLook = async (): Promise<void> => {
    await deadlines.check();
    await auditVerifier.check();
    await recordVerifier.check();
    await check?.fault;
    // The check at opening compares no index with its rows; this one does, once nobody waits for the start.
    if (!isClosing && context.health.damage === null) check = checkLate(context, "deep", reportCheck);
    await check?.fault;
    await fileVerifier.check();
  };
  // The loops report their own errors.
  const cancelFirstLook = setQuietTimer(FIRST_LOOK_MS, () => void firstLook().catch(() => undefined));
  const spooler = startSpooler(context, {
    open: (settings) => openPrinter(settings, context),
    setTimer,
    onError: reportIn("printing"),
    ...options.printing,
  });
  const sync = startSync(context, hear, options.centre);
  const wake = async (): Promise<void> => {
    await Promise.all([sync.pull.pullNow(), sync.outboxWorker.retryNow(), sync.attachments.retryNow()]);
  };
  const pause = (): OutboxPause | null => {
    const hold = sync.outboxWorker.pause();
    return hold === null ? null : { what: hold.reason.what, next: hold.reason.next, until: hold.pausedUntil };
  };
  // After a restart nobody is at the applicant's window any more.
  hideAllChecks(context);
  const handlers = stationCalls({ sync: { wake, pause }, centre: sync.centre, printers: spooler });
  return {
    context,
    dispatcher: createDispatcher({ context, contract: calls, handlers, actorOf, onError }),
    spooler,
    sync,
    async close() {
      isClosing = true;
      await check?.stop();
      cancelFirstLook();
      await deadlines.close();
      await auditVerifier.close();
      await recordVerifier.close();
      await fileVerifier.close();
      await spooler.close();
      await sync.close();
      await indexing.close();
      await checkpoints.close();
      if (isCutOff) return;
      open.close();
      log.area("app").info("closed the station");
    },
    closeAtOnce() {
      if (isCutOff) return;
      isClosing = true;
      isCutOff = true;
      open.close();
      log.area("app").warn("closed the station at once");
    },
  };
}
