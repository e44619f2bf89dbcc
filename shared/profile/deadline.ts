import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { Calendars } from "#shared/time/calendar.ts";
import type { DeadlineSpan, DeadlineState } from "./deadline-state.ts";
import { countDays } from "./count-days.ts";
import type { DeadlineRule, Profile, StartEvent } from "./profile.ts";
import type { Interpretations } from "./routing-rules.ts";
import { localDateOf, type Instant } from "#shared/time/instant.ts";
import { addWorkingMinutes, fullDayMinutes, type CounterHours, type Pause } from "#shared/time/working-time.ts";

/** What a deadline needs besides its rule and its start. */
export type DeadlineSurroundings = { hours: CounterHours; calendars: Calendars; interpretations: Interpretations };

const EVENT_NAMES: Record<StartEvent, Bilingual> = {
  intake: bilingual("受理", "intake"),
  "utility-application-received": bilingual(
    "收到企业的外线工程审批申请",
    "the utility's application for approval received",
  ),
  "agreed-time": bilingual("约定的接入时间", "the agreed time of connection"),
  "supplement-done": bilingual("补正完成", "the supplement done"),
};

const base = (rule: DeadlineRule, startedAt: Instant | null) => ({
  deadline: rule.id,
  label: rule.label,
  startEvent: rule.startEvent,
  basis: rule.standing,
  startedAt,
  dueAt: null,
  dueOn: null,
  calendar: "complete" as const,
  spans: [],
  clause: rule.clause,
});

const waiting = (rule: DeadlineRule): DeadlineState => {
  const event = EVENT_NAMES[rule.startEvent];
  return {
    ...base(rule, null),
    outcome: "waiting",
    note: bilingual(`尚未开始：自“${event.zh}”起算`, `Not started: it runs from ${event.en}`),
  };
};

/** The rule in force; a recorded interpretation may select another amount or start. */
function ruleInForce(rule: DeadlineRule, interpretations: Interpretations): DeadlineRule {
  const other = rule.alternatives.find(
    ({ when }) => Object.hasOwn(interpretations, when.ambiguity) && interpretations[when.ambiguity] === when.reading,
  );
  return other === undefined
    ? rule
    : { ...rule, amount: other.amount, startEvent: other.startEvent ?? rule.startEvent };
}

type Counted = { spans: DeadlineSpan[] } & (
  | { kind: "at"; at: Instant }
  | { kind: "paused"; since: Instant }
  | { kind: "calendar-missing"; year: number }
);

/** Half working days as worked minutes, with the pauses that fell between them. */
function countHalfDays(
  count: number,
  from: Instant,
  { hours, calendars }: DeadlineSurroundings,
  pauses: readonly Pause[],
): Counted {
  const result = addWorkingMinutes(from, (fullDayMinutes(hours) * count) / 2, { hours, calendars }, pauses);
  const counted = result.worked.map((stretch): DeadlineSpan => ({
    ...stretch,
    kind: "counted",
    note: bilingual("计入办公时间", "Counter time counted"),
  }));
  const end = result.kind === "at" ? result.at : null;
  const still = pauses
    .filter(
      (pause) =>
        (pause.to === null || pause.to > from) &&
        (pause.to === null || pause.to > pause.from) &&
        (end === null || pause.from < end),
    )
    .map((pause): DeadlineSpan => ({
      from: pause.from > from ? pause.from : from,
      to: pause.to,
      kind: "paused",
      note: bilingual(`暂停：${pause.reason}`, `Paused: ${pause.reason}`),
    }));
  return { ...result, spans: [...counted, ...still].sort((a, b) => a.from.localeCompare(b.from)) };
}

/**
 * Works out one deadline (时限). The start day is not counted and a day ends at close of business (民法典 201, 203). Half
 * days are working minutes and run at once. `same-day` ends at the start day's close, or at the next working day's if
 * the counter was closed. A year without a calendar gives no date.
 */
export function runDeadline(
  input: { rule: DeadlineRule; from: Instant; pauses: readonly Pause[] } & DeadlineSurroundings,
): DeadlineState {
  const { from, pauses } = input;
  const rule = ruleInForce(input.rule, input.interpretations);
  const { amount } = rule;
  if (amount === null)
    return {
      ...base(rule, from),
      outcome: "no-number",
      note: bilingual("文件没有规定具体时限", "The paper gives no number for this limit"),
    };
  const counted =
    amount.unit === "working-half-days"
      ? countHalfDays(amount.count, from, input, pauses)
      : countDays({ amount, from, pauses, hours: input.hours, calendars: input.calendars });
  const found = { ...base(rule, from), spans: counted.spans };
  switch (counted.kind) {
    case "at":
      return { ...found, outcome: "due", dueAt: counted.at, dueOn: localDateOf(counted.at), note: null };
    case "paused":
      return {
        ...found,
        outcome: "paused",
        note: bilingual(
          "时限已暂停，恢复后重新计算到期日",
          "The deadline is paused; its due date is known once it resumes",
        ),
      };
    case "calendar-missing":
      return {
        ...found,
        outcome: "calendar-missing",
        calendar: "missing",
        note: bilingual(
          `缺少 ${counted.year} 年节假日安排，无法计算到期日`,
          `The holiday calendar of ${counted.year} is missing; no due date can be worked out`,
        ),
      };
  }
}

/**
 * Works out every deadline of a profile. One whose start event has not happened waits, and says for what. Pauses are
 * keyed by the deadline's id.
 */
export function runDeadlines(
  profile: Pick<Profile, "clocks">,
  events: Partial<Record<StartEvent, Instant>>,
  surroundings: DeadlineSurroundings,
  pauses: Record<string, readonly Pause[]> = {},
): DeadlineState[] {
  return profile.clocks.map((rule) => {
    const { startEvent } = ruleInForce(rule, surroundings.interpretations);
    const from = events[startEvent];
    return from === undefined
      ? waiting({ ...rule, startEvent })
      : runDeadline({ rule, from, pauses: pauses[rule.id] ?? [], ...surroundings });
  });
}
