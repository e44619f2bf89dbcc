import { checkChain, CHAIN_START, type ChainPlace } from "#station/db/audit.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { noteHealth } from "#station/core/health-book.ts";
import { brokenChain } from "./station-health.ts";

/** Recomputes the audit beside the work: first the whole of it, then what was added. */
export type AuditLogVerifier = {
  /** Goes on to the newest entry. */ check: () => Promise<void>;
  close: () => Promise<void>;
};

/** Entries at a time, a few milliseconds of work; between two slices the counter goes first. */
const SLICE = 200;
const PAUSE_MS = 20;
const EVERY_MS = 60_000;

/** Starts the watch by the timer given; the first look is the caller's, when the counter is open. What is found stands in `hall.health`. */
export function startAuditLogVerifier(
  context: StationContext,
  every: (ms: number, run: () => void) => () => void,
  onError: (error: unknown) => void,
): AuditLogVerifier {
  let place: ChainPlace = CHAIN_START;
  let closed = false;
  let running: Promise<void> | null = null;

  const isClosed = (): boolean => closed;

  async function runOnce(): Promise<void> {
    for (let isLast = false; !isLast && !isClosed();) {
      const { end, brokenAt, done } = checkChain(context.db, place, SLICE);
      place = end;
      const checkedAt = done ? context.now() : context.health.chain.checkedAt;
      const chain = { upTo: end.seq, checkedAt, brokenAt };
      if (brokenAt !== null) {
        stop();
        onError(brokenChain(brokenAt));
        noteHealth(context, { chain });
        return;
      }
      // How far a sound chain was looked at is no event.
      context.health.chain = chain;
      isLast = done;
      if (!done) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  const check = (): Promise<void> => {
    if (closed || context.health.chain.brokenAt !== null) return Promise.resolve();
    running ??= runOnce().finally(() => {
      running = null;
    });
    return running;
  };
  const stop = every(EVERY_MS, () => void check().catch(onError));
  return {
    check,
    async close() {
      closed = true;
      stop();
      await running?.catch(() => undefined);
    },
  };
}
