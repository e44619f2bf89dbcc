import { bilingual } from "#shared/lib/bilingual.ts";
import type { BatchAnswer } from "#shared/contract/centre/push.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { CentreOutcome } from "#station/sync/transport/centre-outcome.ts";
import {
  classify,
  evaluateConflict,
  evaluateReceipt,
  evaluateRefusal,
  evaluateVersionConflict,
  notTheCentre,
  wait,
  type Sent,
  type CallResult,
} from "#station/sync/transport/evaluate-call.ts";
import { NEXT_STEPS } from "#station/sync/transport/failure-words.ts";
import { isOfStation, type FailureClass, type FailureReason, type OutboxEntry } from "#station/db/outbox-port.ts";
import { batchAnswersIn } from "#station/sync/transport/ask-centre.ts";

/**
 * The result of one entry of a call: as for a call of its own. After a call that failed as a whole, an entry is to be
 * tried alone or was not looked at.
 */
export type EntryResult =
  | CallResult
  | { kind: "alone"; failure: FailureClass; reason: FailureReason }
  | { kind: "held-back" };

type Batched = Pick<OutboxEntry, "key" | "payloadHash" | "applicationId">;

const INCOMPLETE = wait(
  "server-trouble",
  bilingual(
    "中心平台的批量应答里没有这一条，或对这一条的应答不合约定，不作为已同步。",
    "The centre's answer to the batch leaves this record out or is not by the contract for it; it does not count.",
  ),
);
const NOT_TAKEN_NOW = wait(
  "server-trouble",
  bilingual("中心平台这次没有收下这一条。", "The centre did not take this record now."),
);
const NOT_AS_BATCH: FailureReason = {
  what: bilingual("整批没有被收下，改为逐条同步。", "The batch as a whole was not taken; its records go one by one."),
  next: NEXT_STEPS["server-trouble"],
};

function evaluateOne(answers: readonly (BatchAnswer | null)[], sent: Sent): EntryResult {
  const [answer] = answers;
  // Two answers for one record may contradict each other: neither counts.
  if (answers.length !== 1 || answer === undefined || answer === null) return INCOMPLETE;
  switch (answer.outcome) {
    case "held":
      return evaluateReceipt(answer, sent);
    case "conflict":
      return answer.payloadHash === sent.payloadHash ? evaluateConflict(answer.held, sent) : INCOMPLETE;
    case "version-conflict":
      return answer.payloadHash === sent.payloadHash ? evaluateVersionConflict(answer.theirs) : INCOMPLETE;
    case "held-back":
      return { kind: "held-back" };
    case "refused": {
      const { code } = answer.problem;
      return code === "bad-request" || code === "too-large" || code === "not-found"
        ? evaluateRefusal(answer.problem, code)
        : NOT_TAKEN_NOW;
    }
  }
}

/** A call that failed as a whole says nothing of its entries, but may be about this station. */
function evaluateWhole(outcome: CentreOutcome, now: Instant): EntryResult {
  const isSuccess =
    outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 300 && outcome.body.kind === "text";
  const evaluated = isSuccess ? notTheCentre(outcome.status) : classify(outcome, { key: "", payloadHash: "" }, now);
  switch (evaluated.kind) {
    case "wait":
      return isOfStation(evaluated.failure)
        ? evaluated
        : { kind: "alone", failure: evaluated.failure, reason: evaluated.reason };
    case "set-aside":
    case "sent":
      return { kind: "alone", failure: "server-trouble", reason: NOT_AS_BATCH };
    case "stopped":
      return evaluated;
  }
}

/**
 * Evaluates a call with several entries: one result for each, in order. Pure. Nothing counts as sent behind an entry
 * that did not arrive.
 */
export function evaluateBatch(outcome: CentreOutcome, entries: readonly Batched[], now: Instant): EntryResult[] {
  const answers = outcome.kind === "answered" && outcome.status === 200 ? batchAnswersIn(outcome.body) : null;
  if (answers === null) {
    const whole = evaluateWhole(outcome, now);
    return entries.map(() => whole);
  }
  const stopped = new Set<string>();
  return entries.map((entry) => {
    if (stopped.has(entry.applicationId)) return { kind: "held-back" };
    const evaluated = evaluateOne(answers.get(entry.key.toLowerCase()) ?? [], entry);
    if (evaluated.kind !== "sent") stopped.add(entry.applicationId);
    // The first of its application was looked at, or should have been.
    return evaluated.kind === "held-back" ? INCOMPLETE : evaluated;
  });
}
