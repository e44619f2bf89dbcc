import type { OutsideLine } from "#shared/profile/outside-line.ts";
import type { RouteDecision } from "#shared/profile/routing-rules.ts";
import type { Instant, LocalDate } from "#shared/time/instant.ts";
import type { CaseStatus } from "./case-status.ts";

/** A signed commitment letter. A letter that becomes invalid is voided by a dated note, never deleted. */
export type SignedLetter = {
  utility: string;
  promisor: string;
  signedOn: LocalDate;
  voided: { at: Instant; why: string } | null;
};

/** One department's opinion (审批意见) on the approval sheet, with the day it was signed. */
export type Opinion = {
  signer: string;
  agrees: boolean;
  text: string;
  signedOn: LocalDate;
  /** Why it signs, if the rules do not name it. */
  reason?: string;
};

/** A list of missing items with its date and how it ended. */
export type Tolerance = { items: string[]; grantedAt: Instant; dueOn: LocalDate; ended: "settled" | "lapsed" | null };

/**
 * The state of an application after all acts so far, folded from them. Each act's row stores the state after it, so
 * reading needs no fold.
 */
export type CaseState = {
  status: CaseStatus;
  /** A service without an outside line (更名、过户); left out for the connection. */
  change?: true;
  utilities: string[];
  routes: RouteDecision[];
  facts: OutsideLine[];
  /** Supplement notices given so far; more than one needs a reason. */
  notices: { items: string[]; at: Instant; reasonForAnother: string | null }[];
  tolerance: Tolerance | null;
  surveyOn: LocalDate | null;
  letters: SignedLetter[];
  /** Utilities that applied for approval and were not refused. */
  appliedUtilities: string[];
  /** Utilities whose approval was granted; absent in states written before it was kept. */
  grantedUtilities?: string[];
  opinions: Opinion[];
  /** Ids of the listed departments that this approval does not involve (不涉及); left out if none was marked. */
  notInvolved?: string[];
  connected: { utility: string; on: LocalDate }[];
  /** The parts sent out on acceptance, and who answered when; absent in older states. */
  dispatches?: { utility: string; response: { at: Instant; by: string } | null }[];
  /** The unit chosen to lead a joint approval; null for the first receiver's own, absent if nobody chooses. */
  lead?: { utility: string | null; isLocked: boolean };
  /** Spans in which deadlines are paused, by reason. */
  pauses: { from: Instant; to: Instant | null; reason: "supplement" }[];
};

/** Utilities whose outside line goes by joint approval; a suspended commitment does too. */
export const needing = (state: CaseState): string[] =>
  state.routes.filter(({ route }) => route === "joint-approval" || route === "blocked").map(({ utility }) => utility);

/** Utilities that still wait for an approval to be granted. */
export const ungranted = (state: CaseState): string[] =>
  needing(state).filter((utility) => !(state.grantedUtilities ?? []).includes(utility));

/** Whether a utility's letter is signed and valid. */
export const hasLetter = (state: CaseState, utility: string): boolean =>
  state.letters.some((letter) => letter.utility === utility && letter.voided === null);

/** Utilities whose route needs a commitment letter that is not signed yet. */
export const unsigned = (state: CaseState): string[] =>
  state.routes.filter((route) => route.letter && !hasLetter(state, route.utility)).map(({ utility }) => utility);

/** Utilities that still have to apply for approval. */
export const unapplied = (state: CaseState): string[] =>
  needing(state).filter((utility) => !state.appliedUtilities.includes(utility));

/** Utilities whose connection is not recorded yet. */
export const unconnected = (state: CaseState): string[] =>
  state.utilities.filter((utility) => !state.connected.some((done) => done.utility === utility));

/** Utilities whose part was sent out and not answered. */
export const unanswered = (state: CaseState): string[] =>
  (state.dispatches ?? []).filter(({ response }) => response === null).map(({ utility }) => utility);
