import type { Instant } from "#shared/time.ts";

/** A far end may not put us off for longer than this. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** How long a `Retry-After` header asks to wait, in seconds or as an HTTP date; null when it says nothing, never more than an hour. */
export function retryAfterMs(header: string | null, now: Instant): number | null {
  if (header === null) return null;
  const text = header.trim();
  const wait = /^\d{1,10}$/.test(text)
    ? Number(text) * 1000
    : /^[A-Z][a-z]{2}/.test(text)
      ? Date.parse(text) - Date.parse(now)
      : Number.NaN;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS);
}
