import type { Log } from "#station/core/log.ts";
import type { SetTimer } from "#station/lib/timers.ts";

/** A window's page, as far as keeping it loaded needs it. */
export type KeptPage = {
  load: () => Promise<void>;
  isClosed: () => boolean;
  /** Ends a page that answers no more; it then counts as crashed. */ end: () => void;
};

/** What happens beside the page: where its failures are logged, and what follows the last try. */
export type PageKeeping = {
  log: Log;
  onGivenUp: () => void;
  setTimer: SetTimer;
  nowMs: () => number;
};

const MAX_RELOADS = 3;
const WITHIN_MS = 60_000;
/** How long a page may be busy; a long document takes a few seconds. */
const MAX_BUSY_MS = 20_000;

/**
 * Whether a failed page may be loaded again: at most three times a minute. A page that always crashes must not blink
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

/** What the window tells of its page. */
export type PageWatch = {
  load: () => void;
  crashed: (reason: string) => void;
  unresponsive: () => void;
  responsive: () => void;
};

/**
 * Loads a window's page and brings it back when it crashes, hangs or does not load. The load belongs to the window:
 * it ends quietly where the window has closed, or where another load has taken its place.
 */
export function keepPage(page: KeptPage, { log, onGivenUp, setTimer, nowMs }: PageKeeping): PageWatch {
  const mayReload = openReloadLimit();
  let lastLoad = 0;
  let isFailing = false;
  let cancelEnd = (): void => undefined;

  function load(): void {
    lastLoad += 1;
    const mine = lastLoad;
    page.load().catch((error: unknown) => {
      if (mine === lastLoad) fail({ kind: "load-failed", err: error });
    });
  }

  /** A page that crashes while it loads fails twice, as a crash and as a load; it is loaded once more, not twice. */
  function fail(about: { kind: string; err?: unknown }): void {
    if (isFailing || page.isClosed()) return;
    isFailing = true;
    log.error(about, "the page of a window failed");
    setTimer(0, () => {
      isFailing = false;
      if (page.isClosed()) return;
      if (mayReload(nowMs())) load();
      else onGivenUp();
    });
  }

  return {
    load,
    crashed(reason) {
      cancelEnd();
      if (reason !== "clean-exit") fail({ kind: reason });
    },
    unresponsive() {
      if (page.isClosed()) return;
      log.warn({}, "the page of a window does not answer");
      cancelEnd();
      cancelEnd = setTimer(MAX_BUSY_MS, () => {
        if (!page.isClosed()) page.end();
      });
    },
    responsive: () => cancelEnd(),
  };
}
