import { bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { addYears, type LocalDate } from "./instant.ts";

/** The last day that can be agreed on. No policy plans further ahead, so a later day is a typing error. */
const latestOf = (today: LocalDate): LocalDate => addYears(today, 1);

/** What is wrong with an agreed day more than a year ahead; null if nothing is. */
export function farDate(path: string, on: LocalDate, today: LocalDate): FieldProblem | null {
  const latest = latestOf(today);
  if (on <= latest) return null;
  return {
    path,
    message: bilingual(
      `日期在一年以后（最晚 ${latest}），请核对是否写错。`,
      `This day lies more than a year ahead (${latest} at the latest); check whether it is a slip.`,
    ),
  };
}
