import { later, type Instant, type Now } from "#shared/time/instant.ts";
import { backoffMs } from "#station/sync/transport/backoff.ts";
import type { EntryResult } from "./evaluate-batch.ts";
import {
  isOfStation,
  type FailureClass,
  type FailureReason,
  type OutboxEntry,
  type OutboxPort,
} from "#station/db/outbox-port.ts";

/** A failure that every other record would meet too: nothing more is tried until `holdUntil`. */
export type LinkPause = { failure: FailureClass; reason: FailureReason; pausedUntil: Instant };

/** What one pass over the outbox did; `failures` counts tries that have to be made again, by class. */
export type OutboxResult = {
  sent: number;
  quarantined: number;
  failures: Partial<Record<FailureClass, number>>;
  pause: LinkPause | null;
};

/** The result of one call: what was decided for good, what blocks others, and which entries are tried alone. */
export type CallSummary = { through: boolean; pause: LinkPause | null; ofStation: LinkPause | null; alone: boolean };

/** What settling needs: the store, the clock, `random` from 0 to 1, and how many passes before this one got nothing through. */
export type OutcomeDeps = { port: OutboxPort; now: Now; random: () => number; fruitless: number };

/** Applies the results of one call to its entries in one durable write, and counts them after that. */
export function applyOutcomes(
  deps: OutcomeDeps,
  result: OutboxResult,
  entries: readonly OutboxEntry[],
  evaluations: readonly EntryResult[],
): CallSummary {
  const at = deps.now();
  const summary: CallSummary = { through: false, pause: null, ofStation: null, alone: false };
  const counted = { sent: 0, quarantined: 0 };
  const waits: FailureClass[] = [];
  const write = (entry: OutboxEntry, evaluated: EntryResult): void => {
    switch (evaluated.kind) {
      case "sent":
        deps.port.markSent(entry.id, evaluated.receipt, at);
        counted.sent += 1;
        return;
      case "set-aside":
        deps.port.quarantine(entry.id, evaluated.failure, evaluated.reason, at);
        counted.quarantined += 1;
        return;
      case "wait": {
        const pausedUntil = later(
          at,
          backoffMs(Math.max(entry.attempts, deps.fruitless) + 1, deps.random(), evaluated.askedMs),
        );
        deps.port.markWaiting(entry.id, evaluated, pausedUntil, at);
        waits.push(evaluated.failure);
        summary.pause = { failure: evaluated.failure, reason: evaluated.reason, pausedUntil };
        if (isOfStation(evaluated.failure)) summary.ofStation ??= summary.pause;
        return;
      }
      case "alone":
        deps.port.markWaiting(entry.id, evaluated, null, at);
        summary.alone = true;
        return;
      case "held-back":
        deps.port.markBehind(entry.id, at);
        return;
      case "stopped":
        // We hung up: the entry stays `sending`, as after a crash, and goes again at the next start.
        return;
    }
  };
  deps.port.together(() => {
    entries.forEach((entry, place) => {
      const evaluated = evaluations[place];
      if (evaluated !== undefined) write(entry, evaluated);
    });
  });
  summary.through = counted.sent + counted.quarantined > 0;
  result.sent += counted.sent;
  result.quarantined += counted.quarantined;
  for (const failure of waits) result.failures[failure] = (result.failures[failure] ?? 0) + 1;
  return summary;
}
