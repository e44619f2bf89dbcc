import { z } from "zod";
import { BatchAnswer, CentreProblem, PushReceipt } from "#shared/contract/centre/push.ts";
import { callCentre, type CentreLink, type CentreRequest } from "./call-centre.ts";
import type { AnswerBody, CentreOutcome } from "./centre-outcome.ts";

/** No answer of the contract nests so deep; a deeper one would overflow the stack when written down again. */
const DEEPEST = 40;

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}

function parse(body: AnswerBody): unknown {
  if (body.kind !== "text") return undefined;
  try {
    const value = JSON.parse(body.text) as unknown;
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** An answer read by a schema of the contract; null where it is not such an answer. */
export const readBy = <T>(schema: z.ZodType<T>, body: AnswerBody): T | null =>
  schema.safeParse(parse(body)).data ?? null;

/** The receipt in an answer, null where it is none by the contract. */
export const receiptIn = (body: AnswerBody): PushReceipt | null => readBy(PushReceipt, body);

/** The centre's own refusal in an answer; null where the answer is not the centre's, whatever its status says. */
export const problemIn = (body: AnswerBody): CentreProblem | null => readBy(CentreProblem, body);

// Made once: making a schema costs far more than reading by it.
const Answers = z.object({ answers: z.array(z.unknown()) });
const WithKey = z.object({ key: z.string() });

/**
 * Parsed results by key in lower case; null for an invalid item. Null as a whole where the answer is none to a batch.
 */
export function batchAnswersIn(body: AnswerBody): Map<string, (BatchAnswer | null)[]> | null {
  const whole = readBy(Answers, body);
  if (whole === null) return null;
  const byKey = new Map<string, (BatchAnswer | null)[]>();
  for (const one of whole.answers) {
    const key = WithKey.safeParse(one).data?.key.toLowerCase();
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), BatchAnswer.safeParse(one).data ?? null]);
  }
  return byKey;
}

/** The far end's words, cut and without control characters: they are shown to a person and kept in a row. */
export const shown = (text: string): string => {
  const clean = text.replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, " ").trim();
  return clean.length > 300 ? `${clean.slice(0, 300)}…` : clean;
};

/** The centre's answer by the contract, or what came instead. */
export type CentreReply<T> = { kind: "answered"; value: T } | { kind: "failed"; outcome: CentreOutcome };

/** Asks the centre once and reads its answer by a schema; any other answer counts as none. */
export async function askCentre<T>(
  link: CentreLink,
  request: CentreRequest,
  schema: z.ZodType<T>,
  stop?: AbortSignal,
): Promise<CentreReply<T>> {
  const outcome = await callCentre(link, request, stop);
  const value = outcome.kind === "answered" && outcome.status === 200 ? readBy(schema, outcome.body) : null;
  return value === null ? { kind: "failed", outcome } : { kind: "answered", value };
}
