import type { Instant } from "#shared/time/instant.ts";

const FIRST_MS = 5_000;
const MAX_BACKOFF_MS = 300_000;

/**
 * Milliseconds to wait after `failures` failures in a row: about 5 s, doubling, at most 5 min. The upper half is
 * random (`random` is 0 to 1), so that stations do not return together. `askedMs` is the centre's Retry-After: it is
 * obeyed, and lengthened by at most a tenth.
 */
export function backoffMs(failures: number, random: number, askedMs: number | null): number {
  if (askedMs !== null) return Math.round(Math.max(askedMs, 1000) * (1 + random / 10));
  const longest = Math.min(MAX_BACKOFF_MS, FIRST_MS * 2 ** Math.min(Math.max(failures - 1, 0), 20));
  return Math.round(longest / 2 + (random * longest) / 2);
}

/** A far end may not put us off for longer than this. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * Milliseconds that a `Retry-After` header asks for, in seconds or as an HTTP date; at most an hour, null for none.
 */
export function retryAfterMs(header: string | null, now: Instant): number | null {
  if (header === null) return null;
  const text = header.trim();
  const isDate = /^[A-Z][a-z]{2}/.test(text);
  const untilDate = isDate ? Date.parse(text) - Date.parse(now) : Number.NaN;
  const wait = /^\d{1,10}$/.test(text) ? Number(text) * 1000 : untilDate;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS);
}
