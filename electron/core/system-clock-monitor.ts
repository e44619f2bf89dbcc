import { evaluateClock, type ClockTrust, type TimeMark } from "#shared/time/system-clock.ts";
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
};

/** The latest time in the database: the last minute seen, or the last recorded act. */
export function lastSeenIn(db: Db): Instant | null {
  const times = [findSetting(db, LAST_SEEN), findLastAuditAt(db)].filter((at) => at !== null);
  return times.sort().at(-1) ?? null;
}

/** Makes the monitor of one station; `monotonicMs` is a clock that nobody can set. */
export function createSystemClockMonitor(
  now: Now,
  monotonicMs: () => number,
  lastSeenBefore: Instant | null,
): SystemClockMonitor {
  const mark = (at: Instant): TimeMark => ({ at, monotonicMs: monotonicMs() });
  let start = mark(now());
  let lastSeen = lastSeenBefore;
  let centre: TimeMark | null = null;
  return {
    trust: () => evaluateClock({ wall: now(), monotonicMs: monotonicMs(), start, lastSeen, centre }),
    heardCentre(at) {
      centre = mark(at);
    },
    confirm() {
      start = mark(now());
      lastSeen = null;
    },
  };
}
