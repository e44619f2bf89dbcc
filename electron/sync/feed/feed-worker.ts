import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { CentreAccess } from "#station/sync/transport/centre-link.ts";
import { createBackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { noteHealth } from "#station/core/health-book.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { takeDue } from "#station/sync/publications/publications.ts";
import { problemIn, shown } from "#station/sync/transport/ask-centre.ts";
import { backoffMs, retryAfterMs } from "#station/sync/transport/backoff.ts";
import { pullPass, type PullResult } from "./read-feed.ts";

/** What the pull worker lives on; timers come from outside. */
export type FeedWorkerDeps = LoopDeps & {
  context: StationContext;
  /** Whom to ask, looked up before each pass; null while there is no centre. */
  centre: CentreAccess;
  /** Called when entries are requeued. */
  resend: () => void;
};

/** The feed worker: one pass at a time, it asks the centre every minute how it stands and what is new. */
export type FeedWorker = {
  start: () => void;
  /** Asks now, after the pass under way. */
  pullNow: () => Promise<PullResult>;
  /** Aborts, waits for the pass under way, and does nothing more. */
  close: () => Promise<void>;
};

/** The centre's words where it refuses this kind of station. */
function refusedWords(failed: PullResult["failed"]): Bilingual | null {
  const said = failed?.kind === "answered" && failed.status === 403 ? problemIn(failed.body) : null;
  return said?.code === "not-permitted" ? bilingual(shown(said.what.zh), shown(said.what.en)) : null;
}

const EVERY_MS = 60_000;
/** A window that joins a hall of years has much to read; the counter goes first in between. */
const BEHIND_MS = 2_000;
const NOTHING: PullResult = { requeued: 0, failed: null };

/** Makes the feed worker of a station. */
export function createFeedWorker(deps: FeedWorkerDeps): FeedWorker {
  const { context, centre, resend } = deps;
  let failures = 0;
  let isFirst = true;

  const retryMs = (failed: PullResult["failed"]): number => {
    const asked = failed?.kind === "answered" ? retryAfterMs(failed.retryAfter, context.now()) : null;
    return Math.max(EVERY_MS / 6, backoffMs(failures, context.random(), asked));
  };

  const loop = createBackgroundLoop<PullResult>(deps, {
    doing: "reading the centre's feed",
    async runOnce(stop) {
      failures += 1;
      // What waited for its day needs no network.
      await takeDue(context);
      const access = stop.aborted ? null : centre();
      const result = access === null ? NOTHING : await pullPass({ context, ...access, stop, isFirst });
      const refused = refusedWords(result.failed);
      if (refused !== null || (result.failed === null && access !== null))
        noteHealth(context, { notPermitted: refused });
      if (result.failed === null) failures = 0;
      if (result.failed === null && access !== null) isFirst = false;
      if (result.requeued > 0) resend();
      return result;
    },
    nothing: NOTHING,
    sleepMs(result) {
      if (result === null || result.failed !== null) return retryMs(result?.failed ?? null);
      if (result.behind === true) return BEHIND_MS;
      return Math.round(EVERY_MS * (0.9 + context.random() / 5));
    },
  });

  return {
    start: loop.start,
    async pullNow() {
      await loop.whenIdle();
      return loop.run();
    },
    close: loop.close,
  };
}
