import type { Act } from "#shared/case/act.ts";
import type { CaseState } from "#shared/case/case-state.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { callbacksAfter } from "#shared/case/callback.ts";
import type { CallbackRule } from "#shared/profile/callback-rule.ts";
import { countDays } from "#shared/profile/count-days.ts";
import { badInput } from "#shared/lib/problem.ts";
import { instantOf, localDateOf, type Instant, type LocalDate } from "#shared/time/instant.ts";
import { insertCallback, listCallbacksOf, type CallbackRow } from "#station/db/callbacks.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { profileOf } from "#station/records/application.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** The last day by the profile's term, counted from the day after the act. Null without a term or a calendar. */
function latestOf(context: StationContext, { dueWithin }: CallbackRule, on: LocalDate): LocalDate | null {
  if (dueWithin === null) return null;
  const counted = countDays({
    amount: dueWithin,
    from: instantOf(on, 0),
    pauses: [],
    hours: context.hours,
    calendars: context.calendars,
  });
  return counted.kind === "at" ? localDateOf(counted.at) : null;
}

/** Refuses a day after the last one that the profile allows. */
export function refuseAfterTerm(dueOn: LocalDate | null, latestOn: LocalDate | null, path: string): void {
  if (dueOn === null || latestOn === null || dueOn <= latestOn) return;
  throw badInput([
    {
      path,
      message: bilingual(
        `按文件规定最迟 ${latestOn} 回访。`,
        `By the paper's term the callback is due by ${latestOn}.`,
      ),
    },
  ]);
}

type Made = Omit<CallbackRow, "state" | "closedAt" | "causedBy">;

/**
 * The callbacks that an act creates, not yet stored. The day comes from the clerk or the profile, and is never
 * invented.
 */
export function plannedCallbacks(
  context: StationContext,
  row: ApplicationRow,
  { before, act, at }: { before: CaseState; act: Act; at: Instant },
): Made[] {
  if (act.kind !== "connection.made" && act.kind !== "case.closed") return [];
  const stored = new Set(listCallbacksOf(context.db, row.id).map(({ rule }) => rule));
  const rules = callbacksAfter(profileOf(context, row), act.kind, before).filter((rule) => !stored.has(rule.id));
  const asked = act.callbackOn ?? null;
  if (asked !== null && rules.length === 0)
    throw badInput([
      {
        path: "callbackOn",
        message: bilingual(
          "这一步不产生回访任务，请不要填写回访日期。",
          "This step brings no callback about; leave its date out.",
        ),
      },
    ]);
  return rules.map((rule) => {
    // Connections are entered as they become known, so the term runs from the latest day, not the last entry.
    const doneOn =
      act.kind === "connection.made"
        ? before.connected.reduce((latest, { on }) => (on > latest ? on : latest), act.on)
        : act.on;
    const latestOn = latestOf(context, rule, doneOn);
    refuseAfterTerm(asked, latestOn, "callbackOn");
    return {
      id: context.newId(),
      applicationId: row.id,
      rule: rule.id,
      madeAt: at,
      dueOn: asked ?? latestOn,
      latestOn,
    };
  });
}

/** Stores planned callbacks, inside the act's transaction. */
export const makeCallbacks = (context: StationContext, made: readonly Made[], causedBy: number): void =>
  made.forEach((callback) => insertCallback(context.db, { ...callback, causedBy }));
