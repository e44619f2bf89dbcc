import { sha256Hex } from "#central/lib/secrets.ts";
import { MINUTE_MS, type Now } from "#shared/time/instant.ts";

const MAX_CALLERS = 10_000;

/** Counts a caller's try in this minute; returns the seconds to wait, or null while there is room. */
export type AttemptLimit = (caller: string) => number | null;

/** Makes a limit of tries per caller and minute, kept in this process only. */
export function makeAttemptLimit(perMinute: number, now: Now): AttemptLimit {
  let windowStart = Number.NEGATIVE_INFINITY;
  const tries = new Map<string, number>();
  return (caller) => {
    const at = Date.parse(now());
    // A clock set back must not stretch the window.
    if (at - windowStart >= MINUTE_MS || at < windowStart) {
      windowStart = at;
      tries.clear();
    }
    // Beyond MAX_CALLERS in one minute they share counts, so that memory stays bounded; one flood fills one of many.
    const counted = tries.has(caller) || tries.size < MAX_CALLERS ? caller : `shared ${sha256Hex(caller).slice(0, 3)}`;
    const count = (tries.get(counted) ?? 0) + 1;
    tries.set(counted, count);
    return count <= perMinute ? null : Math.max(1, Math.ceil((windowStart + MINUTE_MS - at) / 1000));
  };
}

/** Slows down addresses that come with tokens nobody has, before each costs a look-up. */
export type StrangerLimit = {
  /** The seconds that a caller waits before its token is looked up; null where it is looked up now. */
  waitOf: (address: string, tokenHash: string) => number | null;
  /** The token is somebody's: calls with it are always looked up, whoever else is at its address. */
  known: (tokenHash: string) => void;
  unknown: (address: string) => void;
};

/** Makes a limit of unknown tokens per address and minute, kept in this process only. */
export function makeStrangerLimit(perMinute: number, now: Now): StrangerLimit {
  const limit = makeAttemptLimit(perMinute, now);
  const known = new Set<string>();
  const blockedUntil = new Map<string, number>();
  return {
    waitOf(address, tokenHash) {
      const left = (blockedUntil.get(address) ?? 0) - Date.parse(now());
      // A clock set back must not block for longer than a minute.
      return known.has(tokenHash) || left <= 0 || left > MINUTE_MS ? null : Math.ceil(left / 1000);
    },
    known(tokenHash) {
      if (known.size >= MAX_CALLERS) known.clear();
      known.add(tokenHash);
    },
    unknown(address) {
      const wait = limit(address);
      if (wait === null) return;
      if (blockedUntil.size >= MAX_CALLERS) blockedUntil.clear();
      blockedUntil.set(address, Date.parse(now()) + wait * 1000);
    },
  };
}
