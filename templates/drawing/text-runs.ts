import { covers, type Coverage, type FontName } from "./font-coverage.ts";

/** A stretch of text in one font; `missing` marks the code point of a character that no font draws. */
export type TextRun = { text: string; font: FontName; missing: boolean };

/** A character that is not printed as itself: no font has it, or it is an invisible control that was left out. */
export type Unprintable = { char: string; codePoint: string; where: string; why: "no-glyph" | "control" };

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/**
 * Invisible characters: controls (not line ends), joiners, direction marks, fillers, variation selectors. They break
 * text layers and hide in names.
 */
const isInvisible = (code: number): boolean =>
  (code < 0x20 && code !== 0x0a) ||
  (code >= 0x7f && code < 0xa0) ||
  code === 0xad ||
  [0x61c, 0x115f, 0x1160, 0x180e, 0x3164, 0xffa0].includes(code) ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  code === 0xfeff ||
  (code >= 0xfff9 && code <= 0xfffb) ||
  (code >= 0xe0000 && code <= 0xe0fff);

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/**
 * Kangxi radicals are replaced by the character itself. Both share a glyph, and only one can be read back from a PDF.
 */
const isKangxi = (code: number): boolean => code >= 0x2f00 && code <= 0x2fd5;

/** The code point as people write it, e.g. `U+30EDE`. */
const codePointName = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;

function usual(code: number, coverage: Coverage): number {
  const twin = coverage.twins.get(code);
  if (twin !== undefined) return twin;
  return isKangxi(code) ? (String.fromCodePoint(code).normalize("NFKC").codePointAt(0) ?? code) : code;
}

/** Marks that combine with the character before them. */
const MARK = /^\p{M}$/u;
const isMark = (code: number): boolean => code >= 0x300 && MARK.test(String.fromCodePoint(code));

/**
 * Composes a letter and its marks, or the parts of a syllable, into one character if there is one. Our fonts have the
 * marks of GB 18030 only as separate signs, which would strike the letter out.
 */
function composed(segment: string): string {
  if (segment.length < 2) return segment;
  const one = segment.normalize("NFC");
  return [...one].length === 1 ? one : segment;
}

/**
 * Splits a text into runs by font, so that no character is lost silently. One that no font draws is printed as its
 * code point in brackets and listed. Invisible ones are left out and listed, except tabs and carriage returns.
 */
export function splitRuns(
  text: string,
  where: string,
  fonts: readonly FontName[],
  coverage: Coverage,
): { runs: TextRun[]; unprintable: Unprintable[] } {
  const runs: TextRun[] = [];
  const unprintable: Unprintable[] = [];
  const first = fonts[0] ?? "serif";
  const add = (piece: string, font: FontName, missing: boolean) => {
    const last = runs.at(-1);
    if (last !== undefined && last.font === font && !missing && !last.missing) last.text += piece;
    else runs.push({ text: piece, font, missing });
  };
  const fontOf = (codes: number[]) =>
    fonts.find((font) => codes.every((code) => code === 0x0a || covers(coverage, font, code)));
  const list = (code: number, why: Unprintable["why"]) =>
    unprintable.push({
      char: isSurrogate(code) ? "\ufffd" : String.fromCodePoint(code),
      codePoint: codePointName(code),
      where,
      why,
    });

  for (const { segment } of graphemes.segment(text.replaceAll("\r\n", "\n").replaceAll("\t", " "))) {
    const codes: number[] = [];
    for (const char of composed(segment)) {
      const code = char.codePointAt(0) ?? 0;
      if (isInvisible(code)) list(code, "control");
      else codes.push(usual(code, coverage));
    }
    if (codes.length === 0) continue;
    const isPlaced = !(codes.length > 1 && codes.some(isMark));
    const together = isPlaced ? fontOf(codes) : undefined;
    if (together !== undefined) {
      add(String.fromCodePoint(...codes), together, false);
      continue;
    }
    for (const code of codes) {
      const font = isSurrogate(code) || (!isPlaced && isMark(code)) ? undefined : fontOf([code]);
      if (font !== undefined) {
        add(String.fromCodePoint(code), font, false);
        continue;
      }
      list(code, "no-glyph");
      add(`〔${codePointName(code)}〕`, first, true);
    }
  }
  return { runs, unprintable };
}
