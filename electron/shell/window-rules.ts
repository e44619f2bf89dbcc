/** A display as Electron describes it, as far as it matters here. */
export type Display = { id: number; bounds: { x: number; y: number; width: number; height: number } };

/** Where the applicant's window opens: it fills a display that the counter's window is not on; null where there is only one, so that it opens as a plain window. */
export const applicantBounds = (displays: readonly Display[], counterDisplayId: number): Display["bounds"] | null =>
  displays.find((display) => display.id !== counterDisplayId)?.bounds ?? null;

const MAX_RELOADS = 3;
const WITHIN_MS = 60_000;

/** Says whether a page that has crashed may be loaded again: three times a minute, so that a page which always crashes does not blink for ever. */
export function openReloadLimit(): (nowMs: number) => boolean {
  let reloads: number[] = [];
  return (nowMs) => {
    reloads = reloads.filter((at) => nowMs - at < WITHIN_MS);
    if (reloads.length >= MAX_RELOADS) return false;
    reloads.push(nowMs);
    return true;
  };
}
