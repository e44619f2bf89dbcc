import { CentreProblem, PushReceipt } from "../../shared/contract/centre.ts";
import type { AnswerBody } from "./centre-outcome.ts";

function parse(body: AnswerBody): unknown {
  if (body.kind !== "text") return undefined;
  try {
    return JSON.parse(body.text) as unknown;
  } catch {
    return undefined;
  }
}

/** The receipt in an answer, null where it is none by the contract. */
export const receiptIn = (body: AnswerBody): PushReceipt | null => PushReceipt.safeParse(parse(body)).data ?? null;

/** The centre's own refusal in an answer; null where the answer is not the centre's, whatever its status says. */
export const problemIn = (body: AnswerBody): CentreProblem | null => CentreProblem.safeParse(parse(body)).data ?? null;

/** The far end's words, cut and without control characters: they are shown to a person and kept in a row. */
export const shown = (text: string): string => {
  const clean = text.replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, " ").trim();
  return clean.length > 300 ? `${clean.slice(0, 300)}…` : clean;
};
