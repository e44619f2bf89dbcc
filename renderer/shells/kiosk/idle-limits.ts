import { MINUTE_MS } from "#shared/time/instant.ts";

/** When a visit ends by itself; all in milliseconds. */
export type VisitLimits = {
  /** The warning appears after this time without a touch. */
  idleMs: number;
  /** The warning stays this long, then everything is cleared. */
  warnMs: number;
  /** A visit ends after this time even if busy; the warning comes `warnMs` before. */
  totalMs: number;
};

/** The limits of a visit: one minute idle, 15 seconds of warning, twenty minutes in all. */
export const PLAIN_LIMITS: VisitLimits = { idleMs: MINUTE_MS, warnMs: 15_000, totalMs: 20 * MINUTE_MS };
/** Large print allows more time (适老). */
export const ELDER_LIMITS: VisitLimits = { idleMs: 90_000, warnMs: 15_000, totalMs: 20 * MINUTE_MS };

/** The state of a visit: calm, warned with the seconds left, or over. */
export type VisitStatus =
  | { kind: "calm" }
  | { kind: "warned"; why: "idle" | "total"; secondsLeft: number }
  | { kind: "over"; why: "idle" | "total" };

/** Evaluates a visit's two limits; `startedMs`, `touchedMs` and `nowMs` come from one monotonic clock. */
export function visitStatus(startedMs: number, touchedMs: number, nowMs: number, limits: VisitLimits): VisitStatus {
  const idleEnd = touchedMs + limits.idleMs + limits.warnMs;
  const totalEnd = startedMs + limits.totalMs;
  const why = idleEnd <= totalEnd ? "idle" : "total";
  const end = Math.min(idleEnd, totalEnd);
  if (nowMs >= end) return { kind: "over", why };
  if (nowMs >= end - limits.warnMs) return { kind: "warned", why, secondsLeft: Math.ceil((end - nowMs) / 1000) };
  return { kind: "calm" };
}
