import { bilingual, counted, type Bilingual } from "#shared/lib/bilingual.ts";
import { factName, measuredFact, treesOf } from "./line-facts.ts";
import { metresText, squareMetresText } from "./measure.ts";
import type { Crossing, OutsideLine, RoadClass } from "./outside-line.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import type { Condition, LimitFact, ConditionResult } from "./routing-rules.ts";
import { addYears } from "#shared/time/instant.ts";
import { allOf, resultOf } from "./routing-rules.ts";

/** The result of one condition for a line, and the paths of missing facts. */
export type Evaluation = { result: ConditionResult; text: Bilingual; missing: string[] };

const ENDINGS: Record<ConditionResult, Bilingual> = {
  met: bilingual("符合", "met"),
  "not-met": bilingual("不符合", "not met"),
  unknown: bilingual("不按符合处理", "not taken as met"),
};
const ended = (result: ConditionResult, zh: string, en: string): Bilingual =>
  bilingual(`${zh}，${ENDINGS[result].zh}`, `${en}: ${ENDINGS[result].en}`);

const LIMIT_NAMES: Record<LimitFact, Bilingual> = {
  crossingTotalMm: bilingual("穿越城市道路合计", "Road crossings in total"),
  crossingLongestMm: bilingual("穿越城市道路最长一处", "Longest road crossing"),
  lineLengthMm: bilingual("线路长度", "Line length"),
  linesTotalMm: bilingual("各项业务线路合计", "All outside lines together"),
  greenLengthMm: bilingual("占用绿地长度", "Green land, length"),
  greenAreaCm2: bilingual("占用绿地面积", "Green land, area"),
};
const ROAD_CLASS_NAMES: Record<RoadClass, Bilingual> = {
  arterial: bilingual("主干道", "arterial road"),
  expressway: bilingual("快速路", "expressway"),
  secondary: bilingual("次干道", "secondary road"),
  branch: bilingual("支路", "branch road"),
};
const SINCE_NAMES = { openedOn: bilingual("交付使用", "opened"), overhauledOn: bilingual("大修竣工", "overhauled") };

function evaluateLimit(
  condition: Extract<Condition, { kind: "at-most" }>,
  line: OutsideLine,
  all: readonly OutsideLine[],
): Evaluation {
  const { known, missing } = measuredFact(line, condition.fact, all);
  const { max, inclusive } = condition;
  const within = inclusive ? known <= max : known < max;
  // The measured part already exceeds the limit, so no further measurement can help.
  const result: ConditionResult = within && missing.length > 0 ? "unknown" : resultOf(within);
  const area = condition.fact === "greenAreaCm2";
  const fact = area ? `${squareMetresText(known, 2)} m²` : `${metresText(known, 3)} m`;
  const limit = area ? `${squareMetresText(max)} m²` : `${metresText(max)} m`;
  const sign = inclusive ? "≤" : "<";
  const over = inclusive ? ">" : "≥";
  const name = LIMIT_NAMES[condition.fact];
  if (result === "unknown") {
    const should = bilingual(`应 ${sign} ${limit}`, `should be ${sign} ${limit}`);
    const text =
      known > 0
        ? bilingual(
            `${name.zh}未测全（已测 ${fact}，${should.zh}）`,
            `${name.en} not fully measured (${fact} so far, ${should.en})`,
          )
        : bilingual(`${name.zh}未知（${should.zh}）`, `${name.en} unknown (${should.en})`);
    return { result, missing, text: ended(result, text.zh, text.en) };
  }
  const compared = `${fact} ${within ? sign : over} ${limit}`;
  return { result, missing, text: ended(result, `${name.zh} ${compared}`, `${name.en} ${compared}`) };
}

function evaluateEach(
  line: OutsideLine,
  name: Bilingual,
  evaluate: (crossing: Crossing, path: string, number: number) => Evaluation,
): Evaluation {
  if (line.crossings === UNKNOWN)
    return {
      result: "unknown",
      missing: ["crossings"],
      text: ended("unknown", `${name.zh}：穿越情况未知`, `${name.en}: the crossings are unknown`),
    };
  if (line.crossings.length === 0)
    return {
      result: "met",
      missing: [],
      text: ended("met", `${name.zh}：不穿越城市道路`, `${name.en}: no road is crossed`),
    };
  const each = line.crossings.map((crossing, i) => evaluate(crossing, `crossings[${i}]`, i + 1));
  const result = allOf(each.map((evaluation) => evaluation.result));
  const shown = each.map((evaluation) => evaluation.text);
  return {
    result,
    missing: each.flatMap((evaluation) => evaluation.missing),
    text: ended(
      result,
      `${name.zh}：${shown.map((text) => text.zh).join("；")}`,
      `${name.en}: ${shown.map((text) => text.en).join("; ")}`,
    ),
  };
}

function evaluateRoadClass(condition: Extract<Condition, { kind: "road-class-not" }>, line: OutsideLine): Evaluation {
  const classes = condition.classes.map((each) => ROAD_CLASS_NAMES[each]);
  const name = bilingual(
    `不得穿越${classes.map((each) => each.zh).join("、")}`,
    `No crossing of an ${classes.map((each) => each.en).join(" or ")}`,
  );
  return evaluateEach(line, name, ({ roadClass }, path, number) => {
    if (roadClass === UNKNOWN)
      return {
        result: "unknown",
        missing: [`${path}.roadClass`],
        text: bilingual(`第 ${number} 处等级未知`, `class of crossing ${number} unknown`),
      };
    const found = ROAD_CLASS_NAMES[roadClass];
    return {
      result: resultOf(!condition.classes.includes(roadClass)),
      missing: [],
      text: bilingual(
        `第 ${number} 处为${found.zh}`,
        `crossing ${number} is a ${found.en}`
          .replace("a arterial", "an arterial")
          .replace("a expressway", "an expressway"),
      ),
    };
  });
}

function evaluateRoadAge(condition: Extract<Condition, { kind: "road-older-than" }>, line: OutsideLine): Evaluation {
  const { since, years } = condition;
  const name = bilingual(
    `道路${SINCE_NAMES[since].zh}须已超过 ${years} 年`,
    `The road must have been ${SINCE_NAMES[since].en} more than ${counted(years, "year")} ago`,
  );
  return evaluateEach(line, name, (crossing, path, number) => {
    const date = crossing[since];
    if (date === null)
      return {
        result: "met",
        missing: [],
        text: bilingual(`第 ${number} 处无此情形`, `crossing ${number}: does not apply`),
      };
    if (date === UNKNOWN || line.on === UNKNOWN) {
      const missing = [...(date === UNKNOWN ? [`${path}.${since}`] : []), ...(line.on === UNKNOWN ? ["on"] : [])];
      const names = missing.map(factName);
      return {
        result: "unknown",
        missing,
        text: bilingual(
          `${names.map((each) => each.zh).join("、")}未知`,
          `${names.map((each) => each.en).join(" and ")} unknown`,
        ),
      };
    }
    const lastDay = addYears(date, years);
    return {
      result: resultOf(line.on > lastDay),
      missing: [],
      text: bilingual(
        `第 ${number} 处 ${date} ${SINCE_NAMES[since].zh}，${years} 年内至 ${lastDay}，施工日 ${line.on}`,
        `crossing ${number} ${SINCE_NAMES[since].en} ${date}, within ${counted(years, "year")} until ${lastDay}, work on ${line.on}`,
      ),
    };
  });
}

function evaluateTrees(line: OutsideLine): Evaluation {
  const { known, missing } = treesOf(line);
  const result: ConditionResult = missing.length > 0 ? "unknown" : resultOf(known === 0);
  const found = {
    met: bilingual("无", "none"),
    "not-met": bilingual(`${known} 棵`, `${known}`),
    unknown: bilingual("数量未知", "number unknown"),
  }[result];
  return {
    result,
    missing,
    text: ended(result, `移植或砍伐树木：${found.zh}`, `Trees moved or cut: ${found.en}`),
  };
}

/**
 * Evaluates one condition of a route rule against the measured facts, among `all` outside lines of the application.
 * An unknown fact never counts as met.
 */
export function evaluateCondition(condition: Condition, line: OutsideLine, all: readonly OutsideLine[]): Evaluation {
  switch (condition.kind) {
    case "at-most":
      return evaluateLimit(condition, line, all);
    case "road-class-not":
      return evaluateRoadClass(condition, line);
    case "road-older-than":
      return evaluateRoadAge(condition, line);
    case "no-trees":
      return evaluateTrees(line);
  }
}
