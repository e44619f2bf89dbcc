import type { Problem } from "#shared/problem.ts";

/** The little that the product asks of its shell and that plain Node cannot give. */
export type Platform = {
  /** Shows a problem that keeps the hall from opening, and waits until it is read. */
  showProblem: (problem: Problem) => void;
  /** Calls when the computer wakes or the network may be back: the outbox need not wait for its next try. */
  onWake: (listener: () => void) => void;
};
