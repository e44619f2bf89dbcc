import type { Verdict } from "./routing-rules.ts";

/** Three-valued "and": one `not-met` settles it, else one `unknown` leaves it open; nothing to judge counts as met. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("not-met")) return "not-met";
  return verdicts.includes("unknown") ? "unknown" : "met";
}

/** Turns a plain answer into a verdict. */
export const verdictOf = (holds: boolean): Verdict => (holds ? "met" : "not-met");
