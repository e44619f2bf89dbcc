import { randomUUID } from "node:crypto";
import { CentreProblem, type BatchAnswer, type PushEntry } from "#shared/contract/centre/push.ts";
import type { Move } from "./scripted-centre.ts";

type Keep = (key: string, entry: PushEntry) => { status: number; body: string };
type Batched = { key: string; entry: PushEntry };

/** What a batch of records comes to: an answer for each, or the one move that befalls the call as a whole. */
export type BatchReply = { body: string } | { whole: Move };

const CENTRES_OWN = [400, 404, 413, 422];
const problemOf = (body: string | undefined): CentreProblem | null => {
  try {
    return CentreProblem.safeParse(JSON.parse(body ?? "")).data ?? null;
  } catch {
    return null;
  }
};

/** A move that the centre can say of one record among others. */
const isOfOneRecord = (move: Move): boolean =>
  typeof move === "object"
    ? move.whole !== true && CENTRES_OWN.includes(move.status) && problemOf(move.body) !== null
    : [
        "accept",
        "other-receipt",
        "conflict-same-hash",
        "conflict-same-hash-no-receipt",
        "conflict-other-hash",
        "left-out",
        "doubled",
        "foreign",
        "wrong-typed",
      ].includes(move);

function answersFor({ key, entry }: Batched, move: Move, keep: Keep): unknown[] {
  const { payloadHash } = entry;
  const kept = (): BatchAnswer => {
    const { status, body } = keep(key, entry);
    if (status === 409)
      return {
        outcome: "conflict",
        key,
        payloadHash,
        held: CentreProblem.parse(JSON.parse(body)).held ?? { payloadHash, receipt: "" },
      };
    return { outcome: "held", ...(JSON.parse(body) as Omit<Extract<BatchAnswer, { outcome: "held" }>, "outcome">) };
  };
  if (typeof move === "object") return [{ outcome: "refused", key, problem: problemOf(move.body) }];
  switch (move) {
    case "accept":
      return [kept()];
    case "other-receipt":
      return [{ ...kept(), payloadHash: "f".repeat(64) }];
    case "conflict-same-hash": {
      const answer = kept();
      return [
        answer.outcome === "held"
          ? { outcome: "conflict", key, payloadHash, held: { payloadHash, receipt: answer.receipt } }
          : answer,
      ];
    }
    case "conflict-same-hash-no-receipt":
      // Who says that it holds the record does; it only keeps its receipt to itself.
      kept();
      return [{ outcome: "conflict", key, payloadHash, held: { payloadHash, receipt: "" } }];
    case "conflict-other-hash":
      return [{ outcome: "conflict", key, payloadHash, held: { payloadHash: "e".repeat(64), receipt: "R-99999999" } }];
    case "doubled":
      return [kept(), { outcome: "held-back", key }];
    case "foreign":
      return [{ ...kept(), key: randomUUID() }];
    case "wrong-typed":
      return [{ ...kept(), receipt: 7 }];
    default:
      kept();
      return [];
  }
}

/**
 * Answers a batch record by record. A fault of the connection hits all records, but those before it are kept. No
 * record is kept behind one that was not.
 */
export function answerBatch(records: readonly Batched[], moves: readonly Move[], keep: Keep): BatchReply {
  const whole = moves.find((move) => !isOfOneRecord(move));
  if (whole !== undefined) {
    if (whole === "accept-then-reset" || whole === "accept-then-reset-mid-body")
      for (const { key, entry } of records) keep(key, entry);
    return { whole };
  }
  const stopped = new Set<string>();
  const answers = records.flatMap((record, place) => {
    const { key, entry } = record;
    if (stopped.has(entry.applicationId)) return [{ outcome: "held-back", key }];
    const own = answersFor(record, moves[place] ?? "accept", keep);
    const [first] = own as BatchAnswer[];
    if (first?.outcome === "refused" || (first?.outcome === "conflict" && first.held.payloadHash !== entry.payloadHash))
      stopped.add(entry.applicationId);
    return own;
  });
  return { body: JSON.stringify({ answers }) };
}
