import { MINUTE_MS } from "#shared/time/instant.ts";

/** When a visit ends by itself; all in milliseconds. */
export type VisitLimits = {
  /** Without a touch for this long, the warning comes. */
  idleMs: number;
  /** The warning stands this long, then everything is wiped. */
  warnMs: number;
  /** However busy, a visit ends after this long, warned of `warnMs` before. */
  totalMs: number;
};

/** The limits of a visit at a plain kiosk: a minute idle, a quarter of a minute of warning, twenty minutes in all. */
export const PLAIN_LIMITS: VisitLimits = { idleMs: MINUTE_MS, warnMs: 15_000, totalMs: 20 * MINUTE_MS };
/** Large print goes with more time (适老). */
export const ELDER_LIMITS: VisitLimits = { idleMs: 90_000, warnMs: 15_000, totalMs: 20 * MINUTE_MS };

/** How a visit stands: calm, warned with the seconds that are left, or over. */
export type VisitStatus =
  | { kind: "calm" }
  | { kind: "warned"; why: "idle" | "total"; secondsLeft: number }
  | { kind: "over"; why: "idle" | "total" };

/** Reads a visit's two limits at a moment; `startedMs`, `touchedMs` and `nowMs` are of one monotonic clock. */
export function visitStatus(startedMs: number, touchedMs: number, nowMs: number, limits: VisitLimits): VisitStatus {
  const idleEnd = touchedMs + limits.idleMs + limits.warnMs;
  const totalEnd = startedMs + limits.totalMs;
  const why = idleEnd <= totalEnd ? "idle" : "total";
  const end = Math.min(idleEnd, totalEnd);
  if (nowMs >= end) return { kind: "over", why };
  if (nowMs >= end - limits.warnMs) return { kind: "warned", why, secondsLeft: Math.ceil((end - nowMs) / 1000) };
  return { kind: "calm" };
}
