import { bilingual } from "#shared/lib/bilingual.ts";
import { farDate } from "#shared/time/far-date.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { addYears, type LocalDate } from "#shared/time/instant.ts";
import type { Act } from "./act.ts";

const notYet = (path: string): FieldProblem => ({
  path,
  message: bilingual(
    "日期还没有到，只能登记已经发生的事。",
    "This day has not come yet; only what has happened can be recorded.",
  ),
});
const past = (path: string): FieldProblem => ({
  path,
  message: bilingual("日期已经过去，请改为今天或以后。", "This day is past; choose today or later."),
});

const tooEarly = (path: string, acceptedOn: LocalDate): FieldProblem => ({
  path,
  message: bilingual(
    `日期早于受理日（${acceptedOn}），请核对。`,
    `This day lies before the acceptance (${acceptedOn}); check it.`,
  ),
});
const longAgo = (path: string, acceptedOn: LocalDate): FieldProblem => ({
  path,
  message: bilingual(
    `日期比受理日（${acceptedOn}）早一年以上，请核对。`,
    `This day lies more than a year before the acceptance (${acceptedOn}); check it.`,
  ),
});

/**
 * A day on which something happened: not ahead, not before the case began; what a clock set ahead accepted in days to
 * come began today at the latest.
 */
function happened(path: string, on: LocalDate, { today, acceptedOn }: Days): FieldProblem | null {
  if (on > today) return notYet(path);
  return on < acceptedOn && on < today ? tooEarly(path, acceptedOn) : null;
}

/** A day that is agreed on: not behind, not more than a year ahead. */
const agreed = (path: string, on: LocalDate, { today }: Days): FieldProblem | null =>
  on < today ? past(path) : farDate(path, on, today);

/**
 * The days against which an act's date is held: the day of work, and that of acceptance (for a paper form, of its
 * receipt).
 */
type Days = { today: LocalDate; acceptedOn: LocalDate };

/** A day of work years ahead would make a road old enough and a suspension over. */
const workProblem = (facts: readonly OutsideLine[], { today }: Days): FieldProblem | null =>
  facts
    .map(({ on }, i) => (on === UNKNOWN ? null : farDate(`facts[${i}].on`, on, today)))
    .find((far) => far !== null) ?? null;

/**
 * What is wrong with an act's date: what happened cannot lie ahead or before the acceptance, what is agreed on cannot
 * lie behind or years ahead.
 */
export function dateProblem(act: Act, days: Days): FieldProblem | null {
  switch (act.kind) {
    case "survey.recorded":
      if (act.on > days.today) return notYet("on");
      // A utility may have been on the site before the application was made, when the project was pushed to it.
      return act.on < addYears(days.acceptedOn, -1) ? longAgo("on", days.acceptedOn) : workProblem(act.facts, days);
    case "approval.concluded":
    case "construction.started":
      return happened("on", act.on, days);
    case "connection.made":
    case "case.closed":
      return (
        happened("on", act.on, days) ??
        (act.callbackOn === undefined ? null : agreed("callbackOn", act.callbackOn, days))
      );
    case "letter.signed":
    case "opinion.recorded":
      return happened("signedOn", act.signedOn, days);
    case "survey.scheduled":
      return agreed("on", act.on, days);
    case "tolerance.granted":
      return agreed("dueOn", act.dueOn, days);
    default:
      return null;
  }
}
