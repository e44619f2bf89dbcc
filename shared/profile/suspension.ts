import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import { addMonths, type LocalDate } from "#shared/time/instant.ts";
import { UNKNOWN, type Unknown } from "#shared/lib/unknown.ts";
import type { Suspension } from "./routing-rules.ts";

/** The steps against a utility, in the order in which they follow. */
export const SUSPENSION_STEPS = ["rectification-order", "talk", "suspension"] as const;
/** The steps after a broken promise, in order: 责令限期整改, 约谈, 暂停执行告知承诺制. */
export type SuspensionStep = (typeof SUSPENSION_STEPS)[number];

/** The name of each step. */
export const STEP_NAMES: Record<SuspensionStep, Bilingual> = {
  "rectification-order": bilingual("责令限期整改", "Order to put right"),
  talk: bilingual("约谈", "Summons to a talk"),
  suspension: bilingual("暂停告知承诺", "Suspension of commitment"),
};

/** A recorded step, as far as the order of steps needs it. */
export type RecordedStep = { utility: string; step: SuspensionStep; rectifiedOn: LocalDate | null };

const open = (steps: readonly RecordedStep[], utility: string, step: SuspensionStep): boolean =>
  steps.some((each) => each.utility === utility && each.step === step && each.rectifiedOn === null);

/**
 * Why a step cannot be recorded now, or null. A talk follows an order that was not obeyed, a suspension follows a
 * talk, and only one suspension runs at a time.
 */
export function stepRefusal(steps: readonly RecordedStep[], utility: string, step: SuspensionStep): Bilingual | null {
  switch (step) {
    case "rectification-order":
      return null;
    case "talk":
      return open(steps, utility, "rectification-order")
        ? null
        : bilingual(
            "这家单位没有尚未整改到位的责令记录，不能直接约谈。",
            "There is no order that this utility has yet to follow, so no talk.",
          );
    case "suspension":
      if (open(steps, utility, "suspension"))
        return bilingual(
          "这家单位已在暂停中，整改完成前不重复暂停。",
          "This utility is suspended already and not yet put right.",
        );
      return open(steps, utility, "talk")
        ? null
        : bilingual(
            "须先责令限期整改并约谈，仍未整改到位的方可暂停。",
            "A suspension follows an order and a talk that were not heeded.",
          );
  }
}

/**
 * The last day of a suspension: the later of its months (民法典 202) and the confirmed rectification; null until the
 * matter is rectified.
 */
export function suspensionEndsOn(suspension: Suspension): LocalDate | null {
  if (suspension.rectifiedOn === null) return null;
  const monthsEnd = addMonths(suspension.from, suspension.months);
  return monthsEnd > suspension.rectifiedOn ? monthsEnd : suspension.rectifiedOn;
}

/**
 * Whether the right to commit is suspended on the day of work, last day included; an unknown day counts as suspended.
 */
export function isSuspended(suspension: Suspension, on: LocalDate | Unknown): boolean {
  if (on === UNKNOWN) return true;
  const end = suspensionEndsOn(suspension);
  return on >= suspension.from && (end === null || on <= end);
}
