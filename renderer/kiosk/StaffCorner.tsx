import { useRef } from "react";

const TAPS = 5;
const WITHIN_MS = 4_000;

/** The way in for staff: five quick taps in the upper left corner. It shows nothing and takes no focus, so that no visitor meets it. */
export function StaffCorner({ onOpen }: { onOpen: () => void }) {
  const taps = useRef<number[]>([]);
  const tap = (): void => {
    const now = performance.now();
    taps.current = [...taps.current.filter((at) => now - at < WITHIN_MS), now];
    if (taps.current.length < TAPS) return;
    taps.current = [];
    onOpen();
  };
  return <div className="kiosk-corner" aria-hidden="true" data-part="staff-corner" onPointerDown={tap} />;
}
