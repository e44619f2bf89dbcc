import type { z } from "zod";
import { callCentre, type CentreLink, type CentreRequest } from "./call-centre.ts";
import type { CentreOutcome } from "./centre-outcome.ts";
import { readBy } from "./read-answer.ts";

/** What the centre told, by the contract; or that it did not, with what came instead. */
export type Told<T> = { kind: "told"; value: T } | { kind: "failed"; outcome: CentreOutcome };

/** Asks the centre once and reads its answer by a schema; anything that is not such an answer has told nothing. */
export async function askCentre<T>(
  link: CentreLink,
  request: CentreRequest,
  schema: z.ZodType<T>,
  stop?: AbortSignal,
): Promise<Told<T>> {
  const outcome = await callCentre(link, request, stop);
  const value = outcome.kind === "answered" && outcome.status === 200 ? readBy(schema, outcome.body) : null;
  return value === null ? { kind: "failed", outcome } : { kind: "told", value };
}
