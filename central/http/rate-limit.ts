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
  waitOf: (address: string, tokenHash: string) => Promise<number | null>;
  unknown: (address: string) => void;
};

/** How old the list of valid tokens may be: strangers cost one reading of it a second, however many they are. */
const TOKENS_AGE_MS = 1000;

/**
 * Makes a limit of unknown tokens per address and minute, kept in this process only. Halls may share the address of one
 * proxy, so a valid token never waits for strangers, even one that this process has not seen before.
 */
export function makeStrangerLimit(
  perMinute: number,
  now: Now,
  listValid: () => Promise<ReadonlySet<string>>,
): StrangerLimit {
  const limit = makeAttemptLimit(perMinute, now);
  const blockedUntil = new Map<string, number>();
  let valid: { readAt: number; tokens: Promise<ReadonlySet<string>> } | null = null;
  const isValid = async (tokenHash: string): Promise<boolean> => {
    const at = Date.parse(now());
    // A clock set back must not keep an old list.
    if (valid === null || Math.abs(at - valid.readAt) >= TOKENS_AGE_MS) {
      const tokens = listValid();
      valid = { readAt: at, tokens };
      tokens.catch(() => {
        valid = null;
      });
    }
    return (await valid.tokens).has(tokenHash);
  };
  return {
    async waitOf(address, tokenHash) {
      const left = (blockedUntil.get(address) ?? 0) - Date.parse(now());
      // A clock set back must not block for longer than a minute.
      if (left <= 0 || left > MINUTE_MS || (await isValid(tokenHash))) return null;
      return Math.ceil(left / 1000);
    },
    unknown(address) {
      const wait = limit(address);
      if (wait === null) return;
      if (blockedUntil.size >= MAX_CALLERS) blockedUntil.clear();
      blockedUntil.set(address, Date.parse(now()) + wait * 1000);
    },
  };
}
