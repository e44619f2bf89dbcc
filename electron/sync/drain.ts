import { say } from "../../shared/bilingual.ts";
import { later, type Instant, type Now } from "../../shared/time.ts";
import type { CentreAccess } from "../services/centre-link.ts";
import { backoffMs } from "./backoff.ts";
import { drainPass } from "./drain-pass.ts";
import { NEXT_STEPS } from "./failure-words.ts";
import { isOfLink, isOfStation, type FailureClass, type OutboxPort } from "./outbox-port.ts";
import { push } from "./push.ts";
import type { DrainResult, Hold } from "./settle.ts";

/** What the outbox worker lives on; the clock, chance, timers and the network all come from outside. */
export type DrainDeps = {
  port: OutboxPort;
  /** Where to send, asked before each pass. */
  centre: CentreAccess;
  now: Now;
  random: () => number;
  /** Runs something once after so many milliseconds; the answer cancels it. */
  after: (ms: number, run: () => void) => () => void;
  /** Told whenever an entry or the link has a new standing. */
  changed: () => void;
  /** Told the centre's own time with each receipt. */
  heardTime?: (at: Instant) => void;
  /** Told when the store itself failed; the worker goes on and tries again. */
  trouble: (error: unknown) => void;
};

/** The outbox worker: one drainer, which sends when something is due and is quiet otherwise. */
export type Drain = {
  /** Begins to work by itself; what waited before the start is tried at once. */
  start: () => void;
  /** Says that an entry was written, or that the network is back. */
  wake: () => void;
  /** Whether what waits does so only because the centre could not be reached. */
  isCut: () => boolean;
  /** Says that the centre can be reached again: what waited for that is tried at once. */
  linkReturned: () => void;
  /** Forgets all waiting times and tries everything once, as a person asked. */
  retryNow: () => Promise<DrainResult>;
  /** Resolves once no pass is under way. */
  settled: () => Promise<void>;
  /** The failure that stands in the way of everything, null while none does. */
  hold: () => Hold | null;
  /** Hangs up, waits for the pass under way, and does nothing more. */
  close: () => Promise<void>;
};

const LONGEST_SLEEP_MS = 300_000;
/** A store that calls entries due and lists none must not keep the machine busy. */
const IDLE_SLEEP_MS = 30_000;
/** A clock that goes back by more than this was wrong before: waiting times made with it mean nothing. */
const CLOCK_SLACK_MS = 60_000;

const NOT_ENROLLED_HERE = say("本窗口尚未在中心平台注册，记录保存在本机。", "This station is not enrolled at a centre yet; records are kept here.");

const NOTHING_DONE: DrainResult = { sent: 0, setAside: 0, failures: {}, hold: null };

/** Makes the worker of one outbox; two of them on one store would be two drainers, so a process makes one. */
export function createDrain(deps: DrainDeps): Drain {
  const { port, now } = deps;
  const hangUp = new AbortController();
  let started = false;
  let running: Promise<DrainResult> | null = null;
  let again = false;
  let hold: Hold | null = null;
  let fruitless = 0;
  let isCut = false;
  let troubles = 0;
  let lastSeen: Instant = now();
  let cancelTimer = (): void => undefined;

  const forgetTimes = (): void => {
    port.resetWaiting(now());
    hold = null;
  };

  /** The centre named the time: a new record does not make it earlier. */
  const heldByStation = (): boolean => hold !== null && isOfStation(hold.failure) && deps.centre() !== null && now() < hold.holdUntil;

  const noticeClock = (): void => {
    if (Date.parse(now()) < Date.parse(lastSeen) - CLOCK_SLACK_MS) forgetTimes();
    lastSeen = now();
  };

  const pass = async (): Promise<DrainResult> => {
    // The store may be closed by now.
    if (hangUp.signal.aborted) return NOTHING_DONE;
    noticeClock();
    const centre = deps.centre();
    if (centre === null) {
      const holdUntil = later(now(), LONGEST_SLEEP_MS);
      return { ...NOTHING_DONE, hold: { failure: "not-enrolled", reason: { what: NOT_ENROLLED_HERE, next: NEXT_STEPS["not-enrolled"] }, holdUntil } };
    }
    return drainPass({ port, now, random: deps.random, send: (entries) => push(centre.link, centre.token, entries, hangUp.signal), changed: deps.changed, heardTime: deps.heardTime, closing: () => hangUp.signal.aborted, fruitless });
  };

  const learn = (result: DrainResult): void => {
    const through = result.sent + result.setAside > 0;
    if (through) fruitless = 0;
    else if (Object.keys(result.failures).length > 0) fruitless += 1;
    const failures = Object.keys(result.failures) as FailureClass[];
    // An idle pass, in which nothing was due, has learned nothing of the link.
    if (through || failures.length > 0) isCut = !through && failures.every(isOfLink);
    const before = hold;
    hold = result.hold;
    troubles = 0;
    if (before?.failure !== hold?.failure) deps.changed();
  };

  /** A store that cannot even say this is asked again by the timer; without one the worker would sleep for ever. */
  const nextDue = (): Instant | null => {
    try {
      return port.nextDueAt();
    } catch (error) {
      deps.trouble(error);
      return later(now(), IDLE_SLEEP_MS);
    }
  };

  const sleepMs = (result: DrainResult | null): number | null => {
    if (again && !heldByStation()) return 0;
    if (result === null) return backoffMs(troubles, deps.random(), null);
    const next = nextDue();
    if (next === null) return null;
    const idle = result.sent + result.setAside === 0 && Object.keys(result.failures).length === 0;
    const until = Math.max(Date.parse(next), hold === null ? 0 : Date.parse(hold.holdUntil)) - Date.parse(now());
    if (until <= 0) return idle ? IDLE_SLEEP_MS : 0;
    return Math.min(until, LONGEST_SLEEP_MS);
  };

  const schedule = (result: DrainResult | null): void => {
    cancelTimer();
    if (!started || hangUp.signal.aborted) return;
    const ms = sleepMs(result);
    again = false;
    if (ms !== null) cancelTimer = deps.after(ms, tick);
  };

  /** A sleep is never longer than five minutes, a hold may be: then it sleeps on. */
  const tick = (): void => {
    noticeClock();
    if (hold !== null && now() < hold.holdUntil) schedule(NOTHING_DONE);
    else void run().catch(() => undefined);
  };

  const run = (): Promise<DrainResult> => {
    running ??= (async () => {
      let result: DrainResult | null = null;
      try {
        result = await pass();
        learn(result);
        return result;
      } catch (error) {
        troubles += 1;
        deps.trouble(error);
        throw error;
      } finally {
        running = null;
        schedule(result);
      }
    })();
    return running;
  };

  const wake = (): void => {
    if (!started || hangUp.signal.aborted) return;
    if (heldByStation()) return;
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
    isCut: () => isCut,
    linkReturned: () => {
      if (!isCut || hangUp.signal.aborted || heldByStation()) return;
      forgetTimes();
      wake();
    },
    retryNow: async () => {
      await running?.catch(() => undefined);
      if (!hangUp.signal.aborted) forgetTimes();
      return run();
    },
    settled: async () => void (await running?.catch(() => undefined)),
    hold: () => hold,
    close: async () => {
      hangUp.abort();
      cancelTimer();
      await running?.catch(() => undefined);
    },
  };
}
