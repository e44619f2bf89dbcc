import type { ActKind } from "./act.ts";
import type { CaseState } from "./case-state.ts";
import { unconnected } from "./case-state.ts";
import type { CallbackRule } from "#shared/profile/callback-rule.ts";
import type { LocalDate } from "#shared/time/instant.ts";

/** How one attempt ended; after `not-reached` the callback stays open. */
export const CALLBACK_OUTCOMES = ["reached", "not-reached", "refused"] as const;
/** How one try to call back ended. */
export type CallbackOutcome = (typeof CALLBACK_OUTCOMES)[number];

/** How a callback stands on a day; `undated` waits for somebody to give it a date (未定日期). */
export type CallbackStatus = "overdue" | "today" | "planned" | "undated" | "reached" | "refused";

/** Where a callback stands; it is overdue once its date has passed. */
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

/** A snapshot of rules made before callbacks were kept has none. */
type Ruled = { callbacks?: readonly CallbackRule[] };

/** The callbacks that this act brings about; `state` is the case before it. */
export function callbacksAfter(profile: Ruled, kind: ActKind, state: CaseState): CallbackRule[] {
  if (kind === "connection.made" && unconnected(state).length > 1) return [];
  return (profile.callbacks ?? []).filter((rule) => rule.after.act === kind);
}
