/** The fonts of documents; resources/fonts/coverage.json lists what each covers. */
export const FONT_NAMES = ["serif", "sans", "rare-a", "rare-b"] as const;
/** The name of a font of documents. */
export type FontName = (typeof FONT_NAMES)[number];

/**
 * The order in which fonts are tried for a PDF; the sans serif has a few characters of Extension G that no other has.
 */
export const PAPER_FONTS: readonly FontName[] = ["serif", "rare-a", "rare-b", "sans"];
/** The order in which fonts are tried for a drawn slip: a sans serif stays readable at 203 dots per inch. */
export const SLIP_FONTS: readonly FontName[] = ["sans", "serif", "rare-a", "rare-b"];

/**
 * Which code points each font draws, so that templates choose fonts without opening one.
 * `ranges` are flat pairs first, last in ascending order; `twins` maps a code point to the usual one with the very same glyph.
 */
export type Coverage = { ranges: Record<FontName, readonly number[]>; twins: ReadonlyMap<number, number> };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function parseRanges(text: unknown, font: string): number[] {
  if (typeof text !== "string")
    throw new Error(`字体覆盖表缺少 ${font} / the coverage table has no ranges for ${font}`);
  return text.split(",").flatMap((range) => {
    const [first = "", last = first] = range.split("-");
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}

/** Reads the coverage table as parsed from JSON; throws when a font is missing from it. */
export function parseCoverage(json: unknown): Coverage {
  const fonts = isRecord(json) && isRecord(json["fonts"]) ? json["fonts"] : {};
  const twins = isRecord(json) && isRecord(json["twins"]) ? json["twins"] : {};
  return {
    ranges: {
      serif: parseRanges(fonts["serif"], "serif"),
      sans: parseRanges(fonts["sans"], "sans"),
      "rare-a": parseRanges(fonts["rare-a"], "rare-a"),
      "rare-b": parseRanges(fonts["rare-b"], "rare-b"),
    },
    twins: new Map(
      Object.entries(twins).map(([from, to]) => [Number.parseInt(from, 16), Number.parseInt(String(to), 16)]),
    ),
  };
}

/** Whether a font draws a code point, by binary search. */
export function covers(coverage: Coverage, font: FontName, codePoint: number): boolean {
  const ranges = coverage.ranges[font];
  let low = 0;
  let high = ranges.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < (ranges[middle * 2] ?? 0)) high = middle - 1;
    else if (codePoint > (ranges[middle * 2 + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}
