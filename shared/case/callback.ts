import type { ActKind } from "./act.ts";
import type { CaseState } from "./case-state.ts";
import { unconnected } from "./case-state.ts";
import type { CallbackRule } from "#shared/profile/callback-rule.ts";
import type { LocalDate } from "#shared/time/instant.ts";

/** The results of an attempt; after `not-reached` the callback stays open. */
export const CALLBACK_OUTCOMES = ["reached", "not-reached", "refused"] as const;
/** The result of one attempt to call back. */
export type CallbackOutcome = (typeof CALLBACK_OUTCOMES)[number];

/** The states of a callback on a day; `undated` waits for a date (未定日期). */
export type CallbackStatus = "overdue" | "today" | "planned" | "undated" | "reached" | "refused";

/** The state of a callback; it is overdue once its date has passed. */
export function callbackStatus(
  state: "open" | "reached" | "refused",
  dueOn: LocalDate | null,
  today: LocalDate,
): CallbackStatus {
  if (state !== "open") return state;
  if (dueOn === null) return "undated";
  if (dueOn < today) return "overdue";
  return dueOn === today ? "today" : "planned";
}

/** A snapshot of rules from before callbacks has none. */
type Ruled = { callbacks?: readonly CallbackRule[] };

/** The callbacks that follow from this act; `state` is the case before it. */
export function callbacksAfter(profile: Ruled, kind: ActKind, state: CaseState): CallbackRule[] {
  if (kind === "connection.made" && unconnected(state).length > 1) return [];
  return (profile.callbacks ?? []).filter((rule) => rule.after.act === kind);
}
