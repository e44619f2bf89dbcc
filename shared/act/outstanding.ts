import type { CaseState } from "./case-state.ts";

/** Utilities whose outside line goes by joint approval; a suspended commitment does too. */
export const needing = (state: CaseState): string[] =>
  state.routes.filter(({ route }) => route === "joint-approval" || route === "blocked").map(({ utility }) => utility);

/** Utilities that still wait for an approval to be granted. */
export const ungranted = (state: CaseState): string[] =>
  needing(state).filter((utility) => !(state.grantedUtilities ?? []).includes(utility));

/** Whether a utility's letter is signed and stands. */
export const hasLetter = (state: CaseState, utility: string): boolean =>
  state.letters.some((letter) => letter.utility === utility && letter.voided === null);

/** Utilities whose route goes with a commitment letter that nobody has signed yet. */
export const unsigned = (state: CaseState): string[] =>
  state.routes.filter((route) => route.letter && !hasLetter(state, route.utility)).map(({ utility }) => utility);

/** Utilities that applied for nothing yet although their route asks for it. */
export const unapplied = (state: CaseState): string[] =>
  needing(state).filter((utility) => !state.appliedUtilities.includes(utility));

/** Utilities whose connection is not recorded yet. */
export const unconnected = (state: CaseState): string[] =>
  state.utilities.filter((utility) => !state.connected.some((done) => done.utility === utility));

/** Utilities whose part was sent out and to which nobody has answered. */
export const unanswered = (state: CaseState): string[] =>
  (state.dispatches ?? []).filter(({ response }) => response === null).map(({ utility }) => utility);
