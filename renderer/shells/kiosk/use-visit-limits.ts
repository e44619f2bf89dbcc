import { useCallback, useEffect, useRef, useState } from "react";
import { visitStatus, type VisitLimits, type VisitStatus } from "./idle-limits.ts";

const LOOK_EVERY_MS = 500;
const SIGNS_OF_LIFE = ["pointerdown", "keydown", "input"] as const;
const CALM: VisitStatus = { kind: "calm" };

const same = (a: VisitStatus, b: VisitStatus): boolean =>
  a.kind === b.kind &&
  (a.kind !== "warned" || b.kind !== "warned" || (a.secondsLeft === b.secondsLeft && a.why === b.why));

/** Follows a visit's limits while `active`. After the warning only `stay` counts: another person may touch the screen. */
export function useVisitLimits(
  active: boolean,
  limits: VisitLimits,
  onOver: () => void,
): { status: VisitStatus; idleLeft: number; stay: () => void } {
  const [status, setStatus] = useState<VisitStatus>(CALM);
  const [idleLeft, setIdleLeft] = useState(0);
  // The system clock may be set back or forward; this one is monotonic.
  const touched = useRef(0);
  const warned = useRef(false);

  useEffect(() => {
    if (!active) return undefined;
    const started = performance.now();
    touched.current = started;
    warned.current = false;
    const look = (): void => {
      const now = performance.now();
      const next = visitStatus(started, touched.current, now, limits);
      warned.current = next.kind === "warned";
      setStatus((was) => (same(was, next) ? was : next));
      setIdleLeft(Math.max(0, Math.ceil((touched.current + limits.idleMs + limits.warnMs - now) / 1000)));
      if (next.kind === "over") onOver();
    };
    const alive = (): void => {
      if (!warned.current) touched.current = performance.now();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    SIGNS_OF_LIFE.forEach((sign) => window.addEventListener(sign, alive, true));
    look();
    return () => {
      clearInterval(timer);
      SIGNS_OF_LIFE.forEach((sign) => window.removeEventListener(sign, alive, true));
      setStatus(CALM);
    };
  }, [active, limits, onOver]);

  const stay = useCallback(() => {
    touched.current = performance.now();
    warned.current = false;
    setStatus(CALM);
  }, []);
  return { status, idleLeft, stay };
}
