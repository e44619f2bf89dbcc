import { checkChain, CHAIN_START, type ChainPlace } from "#station/db/audit.ts";
import { createBackgroundLoop, type LoopDeps } from "#station/core/background-loop.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { noteHealth } from "#station/core/health-book.ts";
import { brokenChain } from "./station-health.ts";

/** Recomputes the audit log in the background: first all of it, then what was added. */
export type AuditLogVerifier = {
  /** Verifies up to the newest entry. */
  check: () => Promise<void>;
  close: () => Promise<void>;
};

/** Entries in one slice, a few milliseconds of work; between slices waiting calls go first. */
const SLICE = 200;
const PAUSE_MS = 20;
const EVERY_MS = 60_000;
const DOING = "verifying the audit log";

/** Starts to look every minute; the first look is the caller's. What is found is in `context.health`. */
export function startAuditLogVerifier(context: StationContext, deps: LoopDeps): AuditLogVerifier {
  let place: ChainPlace = CHAIN_START;
  const isBroken = (): boolean => context.health.chain.brokenAt !== null;

  async function runOnce(stop: AbortSignal): Promise<void> {
    for (let isLast = isBroken(); !isLast && !stop.aborted;) {
      const { end, brokenAt, done } = checkChain(context.db, place, SLICE);
      place = end;
      const checkedAt = done ? context.now() : context.health.chain.checkedAt;
      const chain = { upTo: end.seq, checkedAt, brokenAt };
      if (brokenAt !== null) {
        deps.onError(brokenChain(brokenAt), DOING);
        noteHealth(context, { chain });
        return;
      }
      // How far a sound chain was looked at is no event.
      context.health.chain = chain;
      isLast = done;
      if (!done) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  const loop = createBackgroundLoop<void>(deps, {
    doing: DOING,
    runOnce,
    nothing: undefined,
    sleepMs: () => (isBroken() ? null : EVERY_MS),
    sleepsFirst: true,
  });
  loop.start();
  return { check: loop.run, close: loop.close };
}
