import {
  evaluateClock,
  findFarAhead,
  type ClockDoubt,
  type ClockTrust,
  type TimeMark,
} from "#shared/time/system-clock.ts";
import type { Instant, Now } from "#shared/time/instant.ts";
import { findLastAuditAt } from "#station/db/audit.ts";
import type { Db } from "#station/db/database.ts";
import { findSetting } from "#station/db/settings.ts";

/** The setting that holds the last time at which the clock was trusted. */
export const LAST_SEEN = "clock.lastSeen";

/** Checks this machine's wall clock from the moment the station opens. */
export type SystemClockMonitor = {
  trust: () => ClockTrust;
  /** Records the time that the centre just reported. */
  heardCentre: (at: Instant) => void;
  /** A person compared the clock and found it right; monitoring starts over. */
  confirm: () => void;
  /**
   * The doubt of a clock that is years ahead, until a person confirms it. A centre that agrees with the clock answers
   * for it, as it is another machine. One that disagrees after a person confirmed marks records but does not ask
   * again: it may be the centre that is wrong, and the hall must go on.
   */
  asksFirst: () => ClockDoubt | null;
};

/** Times that the database holds. */
type RecordedTimes = {
  /** The latest of all: the last minute in which the clock was trusted, or the last recorded act. */
  seen: Instant | null;
  /** The last minute in which the clock was trusted: an act may be recorded under a doubted clock. */
  trusted: Instant | null;
};

/** What the database knows of the time before the station opens. */
export function recordedTimes(db: Db): RecordedTimes {
  const trusted = findSetting(db, LAST_SEEN);
  const times = [trusted, findLastAuditAt(db)].filter((at) => at !== null);
  const seen = times.sort().at(-1) ?? null;
  // A store of an older version has no such minute.
  return { seen, trusted: trusted ?? seen };
}

/** Makes the monitor of one station; `monotonicMs` is a clock that nobody can set. */
export function createSystemClockMonitor(
  now: Now,
  monotonicMs: () => number,
  before: RecordedTimes,
): SystemClockMonitor {
  const mark = (at: Instant): TimeMark => ({ at, monotonicMs: monotonicMs() });
  let start = mark(now());
  let { seen: lastSeen, trusted: lastTrusted } = before;
  let centre: TimeMark | null = null;
  let isConfirmed = false;
  const evaluate = (given: TimeMark | null): ClockTrust =>
    evaluateClock({
      wall: now(),
      monotonicMs: monotonicMs(),
      start,
      lastSeen,
      lastTrusted,
      centre: given,
      isConfirmed,
    });
  return {
    trust: () => evaluate(centre),
    asksFirst: () => findFarAhead(evaluate(isConfirmed ? null : centre)),
    heardCentre(at) {
      centre = mark(at);
    },
    confirm() {
      start = mark(now());
      lastSeen = null;
      lastTrusted = null;
      isConfirmed = true;
    },
  };
}
