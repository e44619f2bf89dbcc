import { emptyCrossing, emptyLine, type CrossingEntry, type LineEntry } from "./line-entry.ts";

const TYPED = "typed";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fills a known shape from what a draft holds; a part that has another type is left as it is in `shape`. */
function fill<T extends Record<string, unknown>>(shape: T, from: Record<string, unknown>): T {
  const known = Object.keys(shape).filter(
    (key) => typeof from[key] === typeof shape[key] && !Array.isArray(shape[key]),
  );
  return { ...shape, ...Object.fromEntries(known.map((key) => [key, from[key]])) };
}

/** A draft's line: the facts read so far and, beside them, the very texts typed, so that a half-typed number survives. */
export const draftLine = (utility: string, entry: LineEntry): Record<string, unknown> => ({ utility, [TYPED]: entry });

/** Brings typed lines back from a draft, by utility. */
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
