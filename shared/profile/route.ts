import { bilingual, counted } from "#shared/lib/bilingual.ts";
import { evaluateCondition, type Evaluation } from "./evaluate-condition.ts";
import { factName, touchesPermit } from "./line-facts.ts";
import type { OutsideLine } from "./outside-line.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import type { Profile } from "./profile.ts";
import { findInterpretation } from "./interpretations.ts";
import { routeAssumptions } from "./interpretations.ts";
import {
  interpretationsNeeded,
  type Condition,
  type RouteRule,
  type MissingFact,
  type Reason,
  type Interpretations,
  type RouteDecision,
  type Suspension,
  type ConditionResult,
} from "./routing-rules.ts";
import { isSuspended, suspensionEndsOn } from "./suspension.ts";
import { allOf } from "./routing-rules.ts";

type EvaluatedRule = {
  rule: RouteRule;
  result: ConditionResult;
  evaluated: { condition: Condition; evaluation: Evaluation }[];
  shut: boolean;
};

type Lines = { line: OutsideLine; all: readonly OutsideLine[] };

function evaluateRule(
  profile: Profile,
  rule: RouteRule,
  { line, all }: Lines,
  { interpretations, suspended }: { interpretations: Interpretations; suspended: boolean },
): EvaluatedRule {
  const inForce = rule.conditions.filter((condition) =>
    interpretationsNeeded(condition).every(
      ({ ambiguity, reading }) => findInterpretation(profile, interpretations, ambiguity)?.interpretation === reading,
    ),
  );
  const evaluated = inForce.map((condition) => ({ condition, evaluation: evaluateCondition(condition, line, all) }));
  // When interpretations exclude every condition of a rule, the rule must not count as met.
  const result = evaluated.length === 0 ? "not-met" : allOf(evaluated.map(({ evaluation }) => evaluation.result));
  return { rule, result, evaluated, shut: suspended && rule.route === "commitment" };
}

function reasonsOf({ rule, result, evaluated }: EvaluatedRule): Reason[] {
  const outcome = {
    met: bilingual("各项条件均符合", "every condition is met"),
    "not-met": bilingual("有条件不符合，不适用", "a condition is not met, does not apply"),
    unknown: bilingual("有条件未知，暂不适用", "a condition is unknown, does not apply yet"),
  }[result];
  return [
    ...evaluated.map(({ condition, evaluation }) => ({
      id: condition.id,
      verdict: evaluation.result,
      text: evaluation.text,
      quote: condition.quote,
      clause: condition.clause,
    })),
    {
      id: `lane-${rule.id}`,
      verdict: result,
      text: bilingual(`${rule.label.zh}：${outcome.zh}`, `${rule.label.en}: ${outcome.en}`),
      quote: rule.quote,
      clause: rule.clause,
    },
  ];
}

function missingOf(rules: readonly EvaluatedRule[]): MissingFact[] {
  const facts = new Set(rules.flatMap(({ evaluated }) => evaluated.flatMap(({ evaluation }) => evaluation.missing)));
  return [...facts].map((fact) => {
    const could = rules.find(
      ({ result, shut, evaluated }) =>
        result === "unknown" &&
        !shut &&
        evaluated.some(({ evaluation }) => evaluation.result === "unknown" && evaluation.missing.includes(fact)),
    );
    const name = factName(fact);
    const text = could
      ? bilingual(
          `尚未测明：${name.zh}。测明后可能适用“${could.rule.label.zh}”`,
          `Not measured: ${name.en}. Once known, it may open “${could.rule.label.en}”`,
        )
      : bilingual(
          `尚未测明：${name.zh}。即使测明也不改变办理路径`,
          `Not measured: ${name.en}. It would not change the route`,
        );
    return { fact, text, couldOpen: could?.rule.route ?? null };
  });
}

/** With the day of work unknown a suspension counts as in force. If it has an end, knowing the day could lift it. */
function missingDay(
  stopped: EvaluatedRule | undefined,
  line: OutsideLine,
  orders: readonly Suspension[],
): MissingFact[] {
  if (!stopped || line.on !== UNKNOWN || orders.some((order) => suspensionEndsOn(order) === null)) return [];
  return [
    {
      fact: "on",
      text: bilingual(
        `尚未填明：${factName("on").zh}。填明后可确定暂停是否已期满`,
        `Not known: ${factName("on").en}. Once known, the suspension may prove to be over`,
      ),
      couldOpen: stopped.rule.route,
    },
  ];
}

function suspensionReason(profile: Profile, suspension: Suspension): Reason {
  const end = suspensionEndsOn(suspension);
  const until =
    end === null
      ? bilingual("整改完成尚未确认", "the mending is not confirmed")
      : bilingual(`至 ${end} 止`, `until ${end}`);
  const mended =
    profile.suspension?.untilRectified === false ? bilingual("", "") : bilingual("并直到整改完成", " and until mended");
  const { orderNumber, from, months } = suspension;
  return {
    id: "suspension",
    verdict: "not-met",
    text: bilingual(
      `已暂停执行告知承诺制：文号 ${orderNumber}，自 ${from} 起 ${months} 个月${mended.zh}，${until.zh}`,
      `Commitment is suspended: order ${orderNumber}, from ${from} for ${counted(months, "month")}${mended.en}, ${until.en}`,
    ),
    quote: profile.suspension?.quote ?? suspension.orderNumber,
    clause: profile.suspension?.clause ?? suspension.orderNumber,
  };
}

function letterGoesWith(rule: RouteRule, line: OutsideLine): boolean {
  switch (rule.letter) {
    case "always":
      return true;
    case "never":
      return false;
    case "when-permit-touched":
      return touchesPermit(line);
  }
}

/** What a route depends on beside the profile and the line. */
type RouteContext = {
  /** Interpretations that a supervisor recorded; the profile's defaults apply to the others. */
  interpretations?: Interpretations;
  suspensions?: Suspension[];
  /** Every outside line of the application; only this line when left out. */
  all?: readonly OutsideLine[];
};

/**
 * Decides the route of one outside line (办理方式): the first rule whose conditions in force are all met, else joint
 * approval. A suspended utility may not use commitment; its other routes stay open. An unknown fact never opens a
 * route.
 */
export function decideRoute(
  profile: Profile,
  line: OutsideLine,
  { interpretations = {}, suspensions = [], all = [line] }: RouteContext = {},
): RouteDecision {
  const { lanes, noLimits, jointApproval } = profile.routing;
  const joint: Reason = {
    id: "joint-approval",
    verdict: "met",
    text: bilingual(`适用${jointApproval.label.zh}`, `${jointApproval.label.en} applies`),
    quote: jointApproval.quote,
    clause: jointApproval.clause,
  };
  const decision: RouteDecision = {
    utility: line.utility,
    route: "joint-approval",
    lane: null,
    letter: false,
    reasons: [],
    missing: [],
    assumptions: [],
    barredBy: [],
  };
  if (lanes === null) {
    const why = noLimits ?? {
      ...jointApproval,
      text: bilingual("规则包没有本地数值标准", "The profile has no local limits"),
    };
    return {
      ...decision,
      assumptions: routeAssumptions(profile, interpretations),
      reasons: [{ id: "no-limits", verdict: "unknown", text: why.text, quote: why.quote, clause: why.clause }, joint],
    };
  }
  const orders = suspensions.filter(
    (suspension) => suspension.utility === line.utility && isSuspended(suspension, line.on),
  );
  const evaluated = lanes.map((rule) =>
    evaluateRule(profile, rule, { line, all }, { interpretations, suspended: orders.length > 0 }),
  );
  const open = evaluated.find(({ result, shut }) => result === "met" && !shut);
  const stopped = evaluated.find(({ result, shut }) => result === "met" && shut);
  const reasons = [
    ...evaluated.flatMap(reasonsOf),
    ...(evaluated.some(({ shut }) => shut) ? orders.map((order) => suspensionReason(profile, order)) : []),
  ];
  const missing = missingOf(evaluated);
  const day = missing.some(({ fact }) => fact === "on") ? [] : missingDay(stopped, line, orders);
  const common = {
    ...decision,
    missing: [...missing, ...day],
    assumptions: routeAssumptions(profile, interpretations),
  };
  if (open)
    return { ...common, route: open.rule.route, lane: open.rule.id, letter: letterGoesWith(open.rule, line), reasons };
  const barredBy = [
    ...new Set(
      evaluated.flatMap((each) =>
        each.evaluated.filter(({ evaluation }) => evaluation.result === "not-met").map(({ condition }) => condition.id),
      ),
    ),
  ];
  if (stopped) return { ...common, route: "blocked", lane: stopped.rule.id, reasons, barredBy };
  return { ...common, reasons: [...reasons, joint], barredBy };
}
