const MOST = 3;
const WITHIN_MS = 60_000;

/** Says whether a page that has crashed may be loaded again: three times a minute, so that a page which always crashes does not blink for ever. */
export function openReloadLimit(): (nowMs: number) => boolean {
  let reloads: number[] = [];
  return (nowMs) => {
    reloads = reloads.filter((at) => nowMs - at < WITHIN_MS);
    if (reloads.length >= MOST) return false;
    reloads.push(nowMs);
    return true;
  };
}
