import type { Profile } from "#shared/profile/profile.ts";
import { PAPER_FONTS, type Coverage } from "./font-coverage.ts";
import type { PdfInline } from "./pdf-definition.ts";
import { splitRuns, type Unprintable } from "./text-runs.ts";

/** How a stretch of text looks. */
export type Ink = { bold?: boolean; fontSize?: number; color?: string; underline?: boolean };

/**
 * Writes text for one document: `fixed` for our own wording; `annex` for the policy's wording, with the locality's
 * corrections of scan errors; `value` for what a person entered, never changed. `unprintable` collects what cannot be
 * printed.
 */
export type Pen = {
  fixed: (text: string, ink?: Ink) => PdfInline[];
  annex: (text: string, ink?: Ink) => PdfInline[];
  value: (text: string, where: string, ink?: Ink) => PdfInline[];
  unprintable: Unprintable[];
};

/** Size of the code point printed for a character that no font draws, in points. */
const MISSING_SIZE = 6;

/** The longest unbreakable stretch given to the renderer in one piece, and the length of the pieces of a longer one. */
const UNBROKEN = { most: 200, piece: 100 } as const;

/**
 * Splits a text into pieces that lay out as one. For each line that the renderer cuts from a word it measures and
 * keeps the rest. Ten thousand letters or dots in a row would use up its memory.
 */
function inPieces(text: string): string[] {
  if (text.length <= UNBROKEN.most) return [text];
  const chars = [...text];
  return Array.from({ length: Math.ceil(chars.length / UNBROKEN.piece) }, (_, i) =>
    chars.slice(i * UNBROKEN.piece, (i + 1) * UNBROKEN.piece).join(""),
  );
}

/** Makes the pen of one document. */
export function makePen(coverage: Coverage, corrections: Profile["corrections"]): Pen {
  const unprintable: Unprintable[] = [];
  const value = (text: string, where: string, ink: Ink = {}): PdfInline[] => {
    const split = splitRuns(text, where, PAPER_FONTS, coverage);
    for (const found of split.unprintable) {
      if (!unprintable.some((known) => known.codePoint === found.codePoint && known.where === found.where))
        unprintable.push(found);
    }
    return split.runs.flatMap((run) => {
      const fontSize = run.missing ? MISSING_SIZE : ink.fontSize;
      return inPieces(run.text).map((piece) => ({
        text: piece,
        font: run.font,
        preserveLeadingSpaces: true,
        ...(ink.bold === true ? { bold: true } : {}),
        ...(ink.color === undefined ? {} : { color: ink.color }),
        ...(ink.underline === true ? { decoration: "underline" as const } : {}),
        ...(fontSize === undefined ? {} : { fontSize }),
      }));
    });
  };
  const corrected = (text: string) =>
    corrections.reduce(
      (said, one) => (one.use === "corrected" ? said.replaceAll(one.printed, one.corrected) : said),
      text,
    );
  const fixed: Pen["fixed"] = (text, ink) => value(text, "固定文字 / fixed wording", ink);
  return { fixed, annex: (text, ink) => fixed(corrected(text), ink), value, unprintable };
}
