import { BATCH_ENTRIES } from "#shared/contract/centre/push.ts";
import type { Instant } from "#shared/time/instant.ts";
import { createCallQueue } from "./call-queue.ts";
import type { CentreOutcome } from "#station/sync/transport/centre-outcome.ts";
import { classify } from "#station/sync/transport/evaluate-call.ts";
import { evaluateBatch } from "./evaluate-batch.ts";
import type { OutboxEntry } from "#station/db/outbox-port.ts";
import { applyOutcomes, type OutboxResult, type OutcomeDeps, type CallSummary } from "./apply-outcomes.ts";

/** What a pass needs; `send` makes one call with one or more entries, `changed` is called at each new status. */
export type PassDeps = OutcomeDeps & {
  send: (entries: readonly OutboxEntry[]) => Promise<CentreOutcome>;
  changed: () => void;
  /** Receives the centre's own time with each receipt. */
  heardTime?: ((at: Instant) => void) | undefined;
  closing: () => boolean;
  /** Whether somebody works at the counter just now; nothing may keep them waiting. */
  isCounterBusy?: (() => boolean) | undefined;
};

/** Calls under way at once, each of other applications, once the centre has answered in this pass. */
const MAX_CONCURRENT_CALLS = 4;
/** While the counter works: one call at a time of so few records that what each costs is not felt beside an intake. */
const GENTLE_SIZE = 20;
/** One failure may be the record's own fault (a firewall that dislikes its words); two records in a row are the link's. */
const MISSES_TO_PAUSE = 2;

/** The far end knows no batches at all: an older centre, or a gate that lets only single records through. */
const knowsNoBatches = (outcome: CentreOutcome): boolean =>
  outcome.kind === "answered" && [404, 405, 501].includes(outcome.status);

async function makeCall(
  deps: PassDeps,
  result: OutboxResult,
  entries: readonly OutboxEntry[],
): Promise<CallSummary & { outcome: CentreOutcome }> {
  const begun = deps.now();
  deps.port.together(() => {
    for (const entry of entries) deps.port.markSending(entry.id, begun);
  });
  deps.changed();
  const outcome = await deps.send(entries);
  const [first] = entries;
  const evaluations =
    entries.length === 1 && first !== undefined
      ? [classify(outcome, first, deps.now())]
      : evaluateBatch(outcome, entries, deps.now());
  // Only who gives a receipt is the centre; a login page of the network has a clock of its own.
  if (evaluations.some(({ kind }) => kind === "sent") && outcome.kind === "answered" && outcome.serverDate != null)
    deps.heardTime?.(outcome.serverDate);
  const summary = applyOutcomes(deps, result, entries, evaluations);
  deps.changed();
  return { ...summary, outcome };
}

/**
 * Sends due entries until none is left or the link is down; each step is marked before and after. Throws what the
 * store throws.
 */
export async function outboxPass(deps: PassDeps): Promise<OutboxResult> {
  const result: OutboxResult = { sent: 0, quarantined: 0, failures: {}, pause: null };
  let proven = false;
  let doubtful = false;
  let misses = 0;
  let size = BATCH_ENTRIES;
  let broken = false;
  const goesOn = (): boolean => !broken && !deps.closing() && result.pause === null;
  const isSteady = (): boolean => proven && !doubtful;
  const isGentle = (): boolean => deps.isCounterBusy?.() === true;
  const queue = createCallQueue(deps.port, deps.now, () => 2 * (isGentle() ? GENTLE_SIZE : BATCH_ENTRIES));
  const max = (): number => (isGentle() ? Math.min(size, GENTLE_SIZE) : size);

  const onResult = (summary: CallSummary & { outcome: CentreOutcome }, count: number, isProbe: boolean): void => {
    if (summary.ofStation !== null) result.pause = summary.ofStation;
    if (summary.alone) size = knowsNoBatches(summary.outcome) ? 1 : Math.max(1, Math.floor(size / 4));
    else if (summary.through && count > 1) size = Math.min(BATCH_ENTRIES, size * 2);
    if (summary.through) {
      misses = 0;
      doubtful = false;
      // The link is back: what waits because it was gone need not wait any longer.
      if (!proven && deps.fruitless > 0) deps.port.resetWaiting(deps.now());
      proven = true;
      return;
    }
    doubtful = true;
    if (!isProbe || summary.pause === null) return;
    misses += 1;
    if (misses >= MISSES_TO_PAUSE) result.pause ??= summary.pause;
  };

  /**
   * Makes one call after another while all is well, and returns whether it made any. The first call of a pass, and
   * the one after a failure, carries a single record.
   */
  const sendInTurn = async (isProbe: boolean, nth: number): Promise<boolean> => {
    let made = false;
    if (nth > 0 && isGentle()) return made;
    for (let entries = queue.take(isProbe ? 1 : max()); entries !== null; entries = queue.take(max())) {
      made = true;
      try {
        onResult(await makeCall(deps, result, entries), entries.length, isProbe);
      } catch (error) {
        broken = true;
        throw error;
      } finally {
        queue.release(entries);
      }
      if (isProbe || !goesOn() || !isSteady() || (nth > 0 && isGentle())) break;
    }
    return made;
  };

  for (let made = true; made && goesOn();) {
    const isProbe = !isSteady();
    const callers = await Promise.allSettled(
      Array.from({ length: isProbe ? 1 : MAX_CONCURRENT_CALLS }, (_, nth) => sendInTurn(isProbe, nth)),
    );
    made = callers.some((one) => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    });
  }
  return result;
}
