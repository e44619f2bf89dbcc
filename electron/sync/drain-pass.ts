import type { Instant, Now } from "../../shared/time.ts";
import { backoffMs } from "./backoff.ts";
import { classify, type Verdict } from "./classify.ts";
import type { CentreOutcome } from "./centre-outcome.ts";
import type { FailureClass, FailureReason, OutboxEntry, OutboxPort } from "./outbox-port.ts";

/** A failure that every other record would meet too: nothing more is tried until `holdUntil`. */
export type Hold = { failure: FailureClass; reason: FailureReason; holdUntil: Instant };

/** What one pass over the outbox did; `failures` counts tries that have to be made again, by class. */
export type DrainResult = { sent: number; setAside: number; failures: Partial<Record<FailureClass, number>>; hold: Hold | null };

/** What a pass works with; `send` makes the one call, `random` is 0 to 1, `changed` is told of each new standing. */
export type PassDeps = {
  port: OutboxPort;
  now: Now;
  random: () => number;
  send: (entry: OutboxEntry) => Promise<CentreOutcome>;
  changed: () => void;
  /** Told the centre's own time with each receipt. */
  heardTime?: ((at: Instant) => void) | undefined;
  closing: () => boolean;
  /** Passes in a row before this one in which nothing got through. */
  fruitless: number;
};

/** Calls under way at once, each of another application, once the centre has answered in this pass. */
const IN_FLIGHT = 4;
const BATCH = 200;
/** One failure may be the record's own fault (a firewall that dislikes its words); two records in a row are the link's. */
const MISSES_TO_HOLD = 2;

/** The centre has spoken about this station: asking again with another record would be useless. */
export const isOfStation = (failure: FailureClass): boolean => failure === "not-enrolled" || failure === "too-many";

const later = (from: Instant, ms: number): Instant => new Date(Date.parse(from) + ms).toISOString();

type Settled = { throughput: 1; hold: null } | { throughput: 0; hold: Hold | null };
const THROUGH: Settled = { throughput: 1, hold: null };

/** Writes down what the verdict means for the entry and counts it. */
function settle(deps: PassDeps, result: DrainResult, entry: OutboxEntry, verdict: Verdict): Settled {
  const at = deps.now();
  switch (verdict.kind) {
    case "sent":
      deps.port.markSent(entry.id, verdict.receipt, at);
      result.sent += 1;
      return THROUGH;
    case "set-aside":
      deps.port.quarantine(entry.id, verdict.failure, verdict.reason, at);
      result.setAside += 1;
      return THROUGH;
    case "wait": {
      const holdUntil = later(at, backoffMs(Math.max(entry.attempts, deps.fruitless) + 1, deps.random(), verdict.askedMs));
      deps.port.markWaiting(entry.id, verdict.failure, verdict.reason, holdUntil, at);
      result.failures[verdict.failure] = (result.failures[verdict.failure] ?? 0) + 1;
      return { throughput: 0, hold: { failure: verdict.failure, reason: verdict.reason, holdUntil } };
    }
    case "stopped":
      // We hung up: the entry stays `sending`, as after a crash, and goes again at the next start.
      return { throughput: 0, hold: null };
  }
}

async function sendOne(deps: PassDeps, result: DrainResult, entry: OutboxEntry): Promise<Settled> {
  deps.port.markSending(entry.id, deps.now());
  deps.changed();
  const outcome = await deps.send(entry);
  const verdict = classify(outcome, entry, deps.now());
  // Only who gives a receipt is the centre; a login page of the network has a clock of its own.
  if (verdict.kind === "sent" && outcome.kind === "answered" && outcome.serverDate != null) deps.heardTime?.(outcome.serverDate);
  const settled = settle(deps, result, entry, verdict);
  deps.changed();
  return settled;
}

/** Sends some entries at once and waits for all of them, also when the store fails under one. */
async function sendTogether(deps: PassDeps, result: DrainResult, entries: OutboxEntry[]): Promise<Settled[]> {
  const all = await Promise.allSettled(entries.map((entry) => sendOne(deps, result, entry)));
  return all.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

/** Sends what is due until nothing is, or until the link is plainly down; each step is marked before and after. Throws what the store throws. */
export async function drainPass(deps: PassDeps): Promise<DrainResult> {
  const result: DrainResult = { sent: 0, setAside: 0, failures: {}, hold: null };
  let misses = 0;
  let proven = false;
  const goesOn = (): boolean => !deps.closing() && result.hold === null;
  for (let due = deps.port.listDue(deps.now(), BATCH); due.length > 0 && goesOn(); due = deps.port.listDue(deps.now(), BATCH)) {
    while (due.length > 0 && goesOn()) {
      // The first goes alone, as a probe; so does the next one after a failure.
      const settled = await sendTogether(deps, result, due.splice(0, proven && misses === 0 ? IN_FLIGHT : 1));
      const holds = settled.flatMap((one) => (one.hold === null ? [] : [one.hold]));
      const ofStation = holds.find((hold) => isOfStation(hold.failure));
      misses = settled.some((one) => one.throughput === 1) ? 0 : misses + holds.length;
      if (ofStation !== undefined || misses >= MISSES_TO_HOLD) result.hold = ofStation ?? holds.at(-1) ?? null;
      else if (misses === 0 && !proven && settled.some((one) => one.throughput === 1)) {
        proven = true;
        // The link is back: what waits because it was gone need not wait any longer.
        if (deps.fruitless > 0) deps.port.resetWaiting(deps.now());
      }
    }
  }
  return result;
}
