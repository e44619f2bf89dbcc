import { openSync } from "fontkit";
import { describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { fontFiles, missingFonts } from "#station/rendering/fonts.ts";
import { covers, FONT_NAMES, PAPER_FONTS, parseCoverage } from "#templates/drawing/font-coverage.ts";

const coverage = readCoverage();

function characters(path: string): Set<number> {
  const font = openSync(path);
  if (!("characterSet" in font)) throw new Error(`a collection, not a font: ${path}`);
  return new Set(font.characterSet);
}

describe("the fonts for paper", () => {
  it("are all there", () => {
    expect(missingFonts()).toEqual([]);
  });

  it.each(FONT_NAMES)("%s draws every code point that the coverage table says, in both weights", (name) => {
    const files = fontFiles()[name];
    const drawn = [characters(files.normal), characters(files.bold)];
    const missing: string[] = [];
    const ranges = coverage.ranges[name];
    for (let i = 0; i < ranges.length; i += 2) {
      for (let code = ranges[i] ?? 0; code <= (ranges[i + 1] ?? -1); code += 1) {
        if (!drawn.every((set) => set.has(code))) missing.push(code.toString(16));
      }
    }
    expect(missing).toEqual([]);
  });

  it("cover all of the unified ideographs up to Extension F but for a handful, and the signs of the forms", () => {
    const blocks: [string, number, number, number][] = [
      ["unified ideographs", 0x4e00, 0x9fa5, 0],
      ["Extension A", 0x3400, 0x4db5, 0],
      ["Extension B", 0x20000, 0x2a6d6, 10],
      ["Extension C", 0x2a700, 0x2b734, 0],
      ["Extension D", 0x2b740, 0x2b81d, 0],
      ["Extension E", 0x2b820, 0x2cea1, 0],
      ["Extension F", 0x2ceb0, 0x2ebe0, 0],
    ];
    for (const [name, first, last, allowed] of blocks) {
      let missing = 0;
      for (let code = first; code <= last; code += 1)
        if (!PAPER_FONTS.some((font) => covers(coverage, font, code))) missing += 1;
      expect(missing, name).toBeLessThanOrEqual(allowed);
    }
    for (const char of "☐☑☒㎡³·℃①〔〕《》％")
      expect(
        PAPER_FONTS.some((font) => covers(coverage, font, char.codePointAt(0) ?? 0)),
        char,
      ).toBe(true);
  });

  it("refuse a coverage table that lacks a font", () => {
    expect(() => parseCoverage({ fonts: { serif: "20-7e" } })).toThrow("sans");
  });
});
