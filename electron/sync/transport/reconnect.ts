import { centrePaths, Health } from "#shared/contract/centre/push.ts";
import { createBackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import { askCentre } from "./ask-centre.ts";
import type { CentreLink } from "./call-centre.ts";

/** What the watch over an offline link needs; timers come from outside. */
export type LinkWatchDeps = LoopDeps & {
  /** Whether something waits only because the centre could not be reached. */
  isOffline: () => boolean;
  /** Asks the centre the smallest question there is; true where the centre itself answered. Never throws. */
  reach: () => Promise<boolean>;
  /** Called once each time the link comes back. */
  onReconnect: () => void;
  random: () => number;
};

/** The watch: quiet while nothing waits for the link. */
export type LinkWatch = { start: () => void; close: () => Promise<void> };

const SHORTEST_MS = 3_000;
const SPREAD_MS = 3_000;

/**
 * Limit of one question in milliseconds. With the longest wait between two, a link that is back is used within ten
 * seconds.
 */
const REACH_DEADLINE_MS = 3_500;

/**
 * Watches for a link to come back, so that records go within ten seconds instead of after a long backoff. It asks
 * whether the centre is there, and only where the centre was out of reach before. Where questions pass but records do
 * not, the backoff still decides.
 */
export function createLinkWatch({ isOffline, reach, onReconnect, random, ...deps }: LinkWatchDeps): LinkWatch {
  let wasOutOfReach = false;
  const loop = createBackgroundLoop<void>(deps, {
    doing: "looking whether the centre can be reached again",
    async runOnce(stop) {
      if (!isOffline()) {
        wasOutOfReach = false;
        return;
      }
      const isThere = await reach();
      if (stop.aborted) return;
      const isBack = isThere && wasOutOfReach;
      wasOutOfReach = !isThere;
      if (isBack) onReconnect();
    },
    nothing: undefined,
    sleepMs: () => SHORTEST_MS + Math.round(random() * SPREAD_MS),
    sleepsFirst: true,
  });
  return { start: loop.start, close: loop.close };
}

/** Whether the centre itself answers at its address, be it well or not; a login page of the network does not pass for it. Never throws. */
export async function reachCentre(link: CentreLink, stop: AbortSignal): Promise<boolean> {
  const reply = await askCentre(
    { ...link, deadlineMs: Math.min(link.deadlineMs, REACH_DEADLINE_MS) },
    { method: "GET", path: centrePaths.health, token: null, body: null },
    Health,
    stop,
  );
  return reply.kind === "answered";
}
