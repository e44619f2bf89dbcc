import { z } from "zod";
import type { ActKind } from "./act.ts";
import type { CaseState } from "./case-state.ts";
import { unconnected } from "./case-state.ts";
import { Bilingual } from "#shared/lib/bilingual.ts";
import { leaf } from "#shared/profile/quoted.ts";
import type { LocalDate } from "#shared/time/instant.ts";

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, "小写字母、数字和连字符 / lower-case letters, digits and hyphens");

/** The acts that may bring a callback about; of several connections it is the last one. */
export const CALLBACK_CAUSES = ["connection.made", "case.closed"] as const;

/** A term in whole days, as the paper words it; null where it gives none. */
const Term = z.strictObject({ unit: z.enum(["working-days", "calendar-days"]), count: z.int().positive() });

/** One question of the script (回访提纲); `basis` says whether its words are the paper's. */
export const CallbackQuestion = leaf({ id: Id, text: Bilingual });
export type CallbackQuestion = z.infer<typeof CallbackQuestion>;

/** A callback (回访) that a paper asks for: after which act, within what term, with which questions. */
export const CallbackRule = leaf({
  id: Id,
  label: Bilingual,
  after: leaf({ act: z.enum(CALLBACK_CAUSES) }),
  dueWithin: Term.nullable(),
  questions: z.array(CallbackQuestion).min(1).max(20),
});
export type CallbackRule = z.infer<typeof CallbackRule>;

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
