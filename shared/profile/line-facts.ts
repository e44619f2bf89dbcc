import { type Bilingual, bilingual } from "#shared/lib/bilingual.ts";
import type { FieldProblem } from "#shared/lib/problem.ts";
import { zodProblems } from "#shared/lib/zod-problems.ts";
import { type Crossing, OutsideLine } from "./outside-line.ts";
import { UNKNOWN, type Unknown } from "#shared/lib/unknown.ts";
import type { LimitFact } from "./routing-rules.ts";

/**
 * A sum or longest length as far as it is known: `known` is the value of the measured parts, `missing` lists the
 * unmeasured paths.
 */
export type Measured = { known: number; missing: string[] };

const single = (value: number | Unknown, path: string): Measured =>
  value === UNKNOWN ? { known: 0, missing: [path] } : { known: value, missing: [] };

function overCrossings(crossings: Crossing[] | Unknown, join: (lengths: number[]) => number): Measured {
  if (crossings === UNKNOWN) return { known: 0, missing: ["crossings"] };
  return {
    known: join(crossings.flatMap((crossing) => (crossing.lengthMm === UNKNOWN ? [] : [crossing.lengthMm]))),
    missing: crossings.flatMap((crossing, i) => (crossing.lengthMm === UNKNOWN ? [`crossings[${i}].lengthMm`] : [])),
  };
}

function ofGreen(line: OutsideLine, field: "lengthMm" | "areaCm2" | "trees"): Measured {
  if (line.green === UNKNOWN) return { known: 0, missing: ["green"] };
  return line.green === null ? { known: 0, missing: [] } : single(line.green[field], `green.${field}`);
}

/** Trees moved or cut, as a count. */
export const treesOf = (line: OutsideLine): Measured => ofGreen(line, "trees");

/** The path of another outside line's length, needed for a sum over all lines. */
const OTHER_LENGTHS = "others.lineLengthMm";

/** The length of all lines of the application; a missing part is named as this line's own or as the others'. */
function overLines(line: OutsideLine, all: readonly OutsideLine[]): Measured {
  const own = single(line.lineLengthMm, "lineLengthMm");
  const others = all
    .filter(({ utility }) => utility !== line.utility)
    .map((other) => single(other.lineLengthMm, OTHER_LENGTHS));
  const parts = [own, ...others];
  return {
    known: parts.reduce((sum, { known }) => sum + known, 0),
    missing: [...new Set(parts.flatMap(({ missing }) => missing))],
  };
}

/** The measured quantity of a limit; `all` are the outside lines of the application, this one included. */
export function measuredFact(line: OutsideLine, fact: LimitFact, all: readonly OutsideLine[] = [line]): Measured {
  switch (fact) {
    case "crossingTotalMm":
      return overCrossings(line.crossings, (lengths) => lengths.reduce((sum, length) => sum + length, 0));
    case "crossingLongestMm":
      return overCrossings(line.crossings, (lengths) => Math.max(0, ...lengths));
    case "lineLengthMm":
      return single(line.lineLengthMm, "lineLengthMm");
    case "linesTotalMm":
      return overLines(line, all);
    case "greenLengthMm":
      return ofGreen(line, "lengthMm");
    case "greenAreaCm2":
      return ofGreen(line, "areaCm2");
  }
}

/**
 * Whether works may touch what a permit protects (占道、占绿): a crossed road or green land. An unknown fact counts as
 * touched.
 */
export function touchesPermit(line: OutsideLine): boolean {
  if (line.crossings === UNKNOWN || line.crossings.length > 0) return true;
  if (line.green === null) return false;
  return (
    line.green === UNKNOWN || [line.green.lengthMm, line.green.areaCm2, line.green.trees].some((value) => value !== 0)
  );
}

const PLAIN_NAMES: Record<string, Bilingual> = {
  utility: bilingual("业务", "the utility"),
  on: bilingual("施工日期", "the day of work"),
  crossings: bilingual("穿越城市道路的情况", "the road crossings"),
  lineLengthMm: bilingual("线路长度", "the line length"),
  [OTHER_LENGTHS]: bilingual("其他业务的线路长度", "the line length of the other utilities"),
  green: bilingual("占用绿地的情况", "the green land"),
  "green.lengthMm": bilingual("占用绿地长度", "the length of green land"),
  "green.areaCm2": bilingual("占用绿地面积", "the area of green land"),
  "green.trees": bilingual("移植或砍伐树木的数量", "the trees moved or cut"),
};
const CROSSING_NAMES: Record<string, Bilingual> = {
  lengthMm: bilingual("穿越长度", "the length"),
  roadClass: bilingual("穿越的道路等级", "the road class"),
  openedOn: bilingual("穿越的道路交付使用日期", "the day the road was opened"),
  overhauledOn: bilingual("穿越的道路大修竣工日期", "the day the overhaul was finished"),
};

/** Names a fact by its path, e.g. `crossings[0].roadClass`: 第 1 处穿越的道路等级. An unknown path is returned unchanged. */
export function factName(path: string): Bilingual {
  const crossing = /^crossings\[(\d+)\](?:\.(\w+))?$/.exec(path);
  if (crossing) {
    const number = Number(crossing[1]) + 1;
    const part = CROSSING_NAMES[crossing[2] ?? ""];
    if (part === undefined) return bilingual(`第 ${number} 处穿越`, `crossing ${number}`);
    return bilingual(`第 ${number} 处${part.zh}`, `${part.en} of crossing ${number}`);
  }
  return PLAIN_NAMES[path] ?? bilingual(path, path);
}

/** An outside line that was read, or what is wrong with it. */
export type OutsideLineReading = { ok: true; line: OutsideLine } | { ok: false; problems: FieldProblem[] };

/**
 * Reads one outside line from a file or a page. Each problem names its fact in both languages, with a path that
 * begins with `prefix`.
 */
export function readOutsideLine(raw: unknown, prefix = ""): OutsideLineReading {
  const parsed = OutsideLine.safeParse(raw);
  if (parsed.success) return { ok: true, line: parsed.data };
  const problems = zodProblems(parsed.error.issues).map(({ path, message }): FieldProblem => {
    const name = path === "" ? bilingual("外线工程", "the outside line") : factName(path);
    return {
      path: [prefix, path].filter((part) => part !== "").join("."),
      message: bilingual(`${name.zh}：${message.zh}`, `${name.en}: ${message.en}`),
    };
  });
  return { ok: false, problems };
}
