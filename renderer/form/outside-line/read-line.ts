import type { FieldProblem } from "#shared/lib/problem.ts";
import { foldNumber } from "#shared/lib/plain-text.ts";
import { readMetres, readSquareMetres, type MeasureResult } from "#shared/profile/measure.ts";
import type { OutsideLine } from "#shared/profile/outside-line.ts";
import { readTypedDate } from "#shared/time/typed-date.ts";
import { UNKNOWN } from "#shared/lib/unknown.ts";
import { NEVER, type LineEntry } from "./line-entry.ts";

type Read = { line: OutsideLine; problems: FieldProblem[] };

function readTrees(text: string, path: string): MeasureResult {
  const folded = foldNumber(text).replace(/\s*(?:棵|株)$/, "");
  if (/^\d{1,6}$/.test(folded)) return { ok: true, value: Number(folded) };
  return { ok: false, problem: { path, message: { zh: "请填写整数棵数。", en: "Write a whole number of trees." } } };
}

/**
 * Reads typed text into measured facts: metres to whole mm, m² to whole cm², blank to "unknown".
 * Unreadable text counts as unknown for the route and is named in `problems`, which block acceptance.
 */
export function readLine(utility: string, entry: LineEntry, base: string): Read {
  const problems: FieldProblem[] = [];
  const measure = (
    text: string,
    path: string,
    read: (text: string, path: string) => MeasureResult,
  ): number | typeof UNKNOWN => {
    if (text.trim() === "") return UNKNOWN;
    const result = read(text, `${base}.${path}`);
    if (result.ok) return result.value;
    problems.push(result.problem);
    return UNKNOWN;
  };
  const day = (text: string, path: string): string | typeof UNKNOWN => {
    if (text.trim() === "") return UNKNOWN;
    const read = readTypedDate(text, "day");
    if (read.kind === "read") return read.value;
    problems.push({
      path: `${base}.${path}`,
      message: { zh: "没有这一天，请写成 2026-11-21。", en: "No such day; write it like 2026-11-21." },
    });
    return UNKNOWN;
  };
  const dayOrNever = (text: string, path: string): string | null => (text === NEVER ? null : day(text, path));

  const crossings = (): OutsideLine["crossings"] => {
    if (entry.crossings === "unknown") return UNKNOWN;
    if (entry.crossings === "none") return [];
    return entry.crossingRows.map((row, i) => ({
      lengthMm: measure(row.length, `crossings.${i}.lengthMm`, readMetres),
      roadClass: row.roadClass === "" ? UNKNOWN : row.roadClass,
      openedOn: dayOrNever(row.openedOn, `crossings.${i}.openedOn`),
      overhauledOn: dayOrNever(row.overhauledOn, `crossings.${i}.overhauledOn`),
    }));
  };
  const green = (): OutsideLine["green"] => {
    if (entry.green === "unknown") return UNKNOWN;
    if (entry.green === "none") return null;
    return {
      lengthMm: measure(entry.greenLength, "green.lengthMm", readMetres),
      areaCm2: measure(entry.greenArea, "green.areaCm2", readSquareMetres),
      trees: measure(entry.greenTrees, "green.trees", readTrees),
    };
  };
  const line: OutsideLine = {
    utility,
    on: day(entry.on, "on"),
    lineLengthMm: measure(entry.length, "lineLengthMm", readMetres),
    crossings: crossings(),
    green: green(),
  };
  return { line, problems };
}
