/** A display as Electron describes it, as far as it matters here. */
export type Display = { id: number; bounds: { x: number; y: number; width: number; height: number } };

/**
 * The display that the applicant's window fills: one without the counter's window. Null where there is only one
 * display; the window then opens as a plain one.
 */
export const applicantBounds = (displays: readonly Display[], counterDisplayId: number): Display["bounds"] | null =>
  displays.find((display) => display.id !== counterDisplayId)?.bounds ?? null;

const MAX_RELOADS = 3;
const WITHIN_MS = 60_000;

/**
 * Whether a crashed page may be loaded again: at most three times a minute. A page that always crashes must not blink
 * for ever.
 */
export function openReloadLimit(): (nowMs: number) => boolean {
  let reloads: number[] = [];
  return (nowMs) => {
    reloads = reloads.filter((at) => nowMs - at < WITHIN_MS);
    if (reloads.length >= MAX_RELOADS) return false;
    reloads.push(nowMs);
    return true;
  };
}
