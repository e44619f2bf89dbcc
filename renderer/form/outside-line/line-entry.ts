import { metresText, squareMetresText } from "#shared/profile/measure.ts";
import type { OutsideLine, RoadClass } from "#shared/profile/outside-line.ts";
import { UNKNOWN, type Unknown } from "#shared/lib/unknown.ts";

/** Not measured, none (chosen), or some, described below. */
export type Presence = "unknown" | "none" | "some";

/** One crossing as typed. An empty text is not measured; `NEVER` means never newly built or overhauled. */
export type CrossingEntry = { length: string; roadClass: RoadClass | ""; openedOn: string; overhauledOn: string };

/** The outside line of one utility as typed (外线工程); `has: false` is 无外线工程, chosen by the clerk. */
export type LineEntry = {
  has: boolean;
  on: string;
  length: string;
  crossings: Presence;
  crossingRows: CrossingEntry[];
  green: Presence;
  greenLength: string;
  greenArea: string;
  greenTrees: string;
};

/** The value for "never" in place of a date: not newly built, never overhauled. */
export const NEVER = "never";

/** A blank crossing. */
export const emptyCrossing = (): CrossingEntry => ({ length: "", roadClass: "", openedOn: "", overhauledOn: "" });

/** A line that nobody has measured: a line is assumed until the clerk says otherwise. */
export const emptyLine = (): LineEntry => ({
  has: true,
  on: "",
  length: "",
  crossings: "unknown",
  crossingRows: [emptyCrossing()],
  green: "unknown",
  greenLength: "",
  greenArea: "",
  greenTrees: "",
});

const typed = <T>(value: T | Unknown, text: (value: T) => string): string =>
  value === UNKNOWN ? "" : text(value as T);
const day = (value: string | null): string => (value === UNKNOWN ? "" : (value ?? NEVER));
const presence = (isUnknown: boolean, isNone: boolean): Presence => {
  if (isUnknown) return "unknown";
  return isNone ? "none" : "some";
};
const metres = (value: number | Unknown): string => typed(value, (mm) => metresText(mm));

/** Facts as typed text, for correction by a survey; reading them back gives the same facts. */
export function entryOfLine(line: OutsideLine): LineEntry {
  const { crossings, green } = line;
  const rows =
    crossings === UNKNOWN
      ? []
      : crossings.map((crossing): CrossingEntry => ({
          length: metres(crossing.lengthMm),
          roadClass: crossing.roadClass === UNKNOWN ? "" : crossing.roadClass,
          openedOn: day(crossing.openedOn),
          overhauledOn: day(crossing.overhauledOn),
        }));
  const touched = green !== UNKNOWN && green !== null ? green : null;
  return {
    ...emptyLine(),
    on: line.on === UNKNOWN ? "" : line.on,
    length: metres(line.lineLengthMm),
    crossings: presence(crossings === UNKNOWN, rows.length === 0),
    crossingRows: rows.length === 0 ? [emptyCrossing()] : rows,
    green: presence(green === UNKNOWN, green === null),
    greenLength: touched === null ? "" : metres(touched.lengthMm),
    greenArea: touched === null ? "" : typed(touched.areaCm2, (cm2) => squareMetresText(cm2)),
    greenTrees: touched === null ? "" : typed(touched.trees, String),
  };
}

const TYPED = "typed";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fills a known shape from a draft; a part of another type keeps the value of `shape`. */
function fill<T extends Record<string, unknown>>(shape: T, from: Record<string, unknown>): T {
  const known = Object.keys(shape).filter(
    (key) => typeof from[key] === typeof shape[key] && !Array.isArray(shape[key]),
  );
  return { ...shape, ...Object.fromEntries(known.map((key) => [key, from[key]])) };
}

/** A draft's line: the facts read so far and the exact texts, so that a half-typed number survives. */
export const draftLine = (utility: string, entry: LineEntry): Record<string, unknown> => ({ utility, [TYPED]: entry });

/** Restores typed lines from a draft, by utility. */
export function restoreLines(lines: readonly Record<string, unknown>[]): Record<string, LineEntry> {
  const found: Record<string, LineEntry> = {};
  for (const line of lines) {
    const typed = line[TYPED];
    if (typeof line["utility"] !== "string" || !isRecord(typed)) continue;
    const rows = Array.isArray(typed["crossingRows"])
      ? typed["crossingRows"].filter(isRecord).map((row): CrossingEntry => fill(emptyCrossing(), row))
      : [];
    found[line["utility"]] = {
      ...fill(emptyLine(), typed),
      crossingRows: rows.length === 0 ? [emptyCrossing()] : rows,
    };
  }
  return found;
}
