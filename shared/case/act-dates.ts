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
 * A day on which something happened: not in the future and not before the case began. If the clock was ahead at
 * acceptance, the case counts as begun today.
 */
function happened(path: string, on: LocalDate, { today, acceptedOn }: Days): FieldProblem | null {
  if (on > today) return notYet(path);
  return on < acceptedOn && on < today ? tooEarly(path, acceptedOn) : null;
}

/** An agreed day: not in the past, and at most a year ahead. */
const agreed = (path: string, on: LocalDate, { today }: Days): FieldProblem | null =>
  on < today ? past(path) : farDate(path, on, today);

/** The days that limit an act's date: the day of work, and the day of acceptance or of a paper form's receipt. */
type Days = { today: LocalDate; acceptedOn: LocalDate };

/** A day of work years ahead would make a road old enough, and a suspension seem over. */
const workProblem = (facts: readonly OutsideLine[], { today }: Days): FieldProblem | null =>
  facts
    .map(({ on }, i) => (on === UNKNOWN ? null : farDate(`facts[${i}].on`, on, today)))
    .find((far) => far !== null) ?? null;

/**
 * What is wrong with an act's date. Past events cannot be in the future or before acceptance; agreed days cannot be
 * past or years ahead. Every act is named, so that a new one does not compile until its dates are thought of.
 */
export function dateProblem(act: Act, days: Days): FieldProblem | null {
  switch (act.kind) {
    case "survey.recorded":
      if (act.on > days.today) return notYet("on");
      // A utility may visit the site before the application, when the project was announced to it.
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
    case "supplement.requested":
    case "supplement.received":
    case "tolerance.settled":
    case "tolerance.lapsed":
    case "approval.applied":
    case "signers.decided":
    case "specialist.responded":
    case "lead.changed":
    case "details.corrected":
    case "application.refused":
    case "application.withdrawn":
      return null;
  }
}
