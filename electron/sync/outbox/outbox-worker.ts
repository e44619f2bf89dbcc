import { bilingual } from "#shared/lib/bilingual.ts";
import { later, type Instant } from "#shared/time/instant.ts";
import type { CentreAccess } from "#station/sync/transport/centre-link.ts";
import { outboxPass } from "./send-due.ts";
import { NEXT_STEPS } from "#station/sync/transport/failure-words.ts";
import { isOfLink, isOfStation, type FailureClass, type OutboxPort } from "#station/db/outbox-port.ts";
import { push } from "./push.ts";
import type { OutboxResult, LinkPause } from "./apply-outcomes.ts";
import { FALLBACK_SLEEP_MS } from "#station/core/background-loop.ts";
import { createWorker, MAX_SLEEP_MS, type Worker, type WorkerDeps } from "#station/sync/worker.ts";

/** What the outbox worker lives on besides; the network too comes from outside. */
export type OutboxWorkerDeps = WorkerDeps & {
  port: OutboxPort;
  /** Where to send, asked before each pass. */
  centre: CentreAccess;
  /** Called whenever the status of an entry or of the link changes. */
  changed: () => void;
  /** Whether somebody works at the counter just now: then fewer records go at a time. */
  isCounterBusy?: () => boolean;
  /** Receives the centre's own time with each receipt. */
  heardTime?: (at: Instant) => void;
};

/** The outbox worker (数据同步): the only sender of the records. */
export type OutboxWorker = Worker<OutboxResult> & {
  /** The failure that stands in the way of everything, null while none does. */
  pause: () => LinkPause | null;
};

const NOT_ENROLLED_HERE = bilingual(
  "本窗口尚未在中心平台注册，记录保存在本机。",
  "This station is not enrolled at a centre yet; records are kept here.",
);

const NOTHING_DONE: OutboxResult = { sent: 0, quarantined: 0, failures: {}, pause: null };

const isThrough = (result: OutboxResult): boolean => result.sent + result.quarantined > 0;
const failuresIn = (result: OutboxResult) => Object.keys(result.failures) as FailureClass[];

/** Makes the worker of one outbox. */
export function createOutboxWorker(deps: OutboxWorkerDeps): OutboxWorker {
  const { port, now, random, changed, heardTime, isCounterBusy } = deps;
  let pause: LinkPause | null = null;
  let fruitless = 0;
  let isOffline = false;

  const runOnce = async (stop: AbortSignal): Promise<OutboxResult> => {
    const centre = deps.centre();
    if (centre === null) {
      const pausedUntil = later(now(), MAX_SLEEP_MS);
      return {
        ...NOTHING_DONE,
        pause: {
          failure: "not-enrolled",
          reason: { what: NOT_ENROLLED_HERE, next: NEXT_STEPS["not-enrolled"] },
          pausedUntil,
        },
      };
    }
    return outboxPass({
      port,
      now,
      random,
      send: (entries) => push(centre.link, centre.token, entries, { stop }),
      changed,
      heardTime,
      closing: () => stop.aborted,
      isCounterBusy,
      fruitless,
    });
  };

  const onResult = (result: OutboxResult): void => {
    const [through, failures] = [isThrough(result), failuresIn(result)];
    if (through) fruitless = 0;
    else if (failures.length > 0) fruitless += 1;
    // An idle pass, in which nothing was due, has learned nothing of the link.
    if (through || failures.length > 0) isOffline = !through && failures.every(isOfLink);
    const before = pause;
    pause = result.pause;
    if (before?.failure !== pause?.failure) changed();
  };

  const sleepMs = (result: OutboxResult): number | null => {
    const next = port.nextDueAt();
    if (next === null) return null;
    const until = Math.max(Date.parse(next), pause === null ? 0 : Date.parse(pause.pausedUntil)) - Date.parse(now());
    if (until > 0) return Math.min(until, MAX_SLEEP_MS);
    // A store that calls entries due and lists none must not keep the machine busy.
    return isThrough(result) || failuresIn(result).length > 0 ? 0 : FALLBACK_SLEEP_MS;
  };

  const worker = createWorker(deps, {
    doing: "sending records",
    runOnce,
    nothing: NOTHING_DONE,
    onResult,
    sleepMs,
    resetBackoff() {
      port.resetWaiting(now());
      pause = null;
    },
    pausedUntil: () => pause?.pausedUntil ?? null,
    isPausedByCentre: () =>
      pause !== null && isOfStation(pause.failure) && deps.centre() !== null && now() < pause.pausedUntil,
    isOffline: () => isOffline,
  });
  return { ...worker, pause: () => pause };
}
