import { centrePaths, Health } from "#shared/contract/centre.ts";
import { askCentre } from "./ask-centre.ts";
import type { CentreLink } from "./call-centre.ts";
import { REACH_DEADLINE_MS } from "./link-watch.ts";

/** Whether the centre itself answers at its address, be it well or not; a login page of the network does not pass for it. Never throws. */
export async function reachCentre(link: CentreLink, stop: AbortSignal): Promise<boolean> {
  const told = await askCentre(
    { ...link, deadlineMs: Math.min(link.deadlineMs, REACH_DEADLINE_MS) },
    { method: "GET", path: centrePaths.health, token: null, body: null },
    Health,
    stop,
  );
  return told.kind === "told";
}
