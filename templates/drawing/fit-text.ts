import { cellsOf } from "./cell-width.ts";
import type { PdfInline } from "./pdf-definition.ts";

/** Body size of a sheet, and the smallest that stays readable on paper, in points. */
const BODY = 10.5;
const SMALLEST = 7.5;
/** Widths as shares of the type size: Latin capitals of the serif font are much wider than half. */
const SHARE = { wide: 1, capital: 0.74, other: 0.57 } as const;

function shareOf(char: string): number {
  if (cellsOf(char) === 2) return SHARE.wide;
  return /[A-Z@%&]/u.test(char) ? SHARE.capital : SHARE.other;
}
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + BODY * shareOf(char), 0);

/** Characters that end no line, and those that begin none. */
const ENDS_NONE = /[（〔《“(]$/u;
const BEGINS_NONE = /^[）〕》”、，。：)]/u;

/** A gloss in brackets below a label may be one size smaller, to stay on its line. */
const GLOSS = 9.5;
const isGloss = (label: string, width: number): boolean =>
  label.startsWith("（") && label.endsWith("）") && widthOf(label) > width && (widthOf(label) * GLOSS) / BODY <= width;

/**
 * Splits a label that is too wide for its cell into even lines, without a single character or bracket alone on a
 * line.
 */
export function balanceLabel(label: string, width: number): string[] {
  const chars = [...label];
  const lines = Math.ceil(widthOf(label) / width);
  if (lines < 2 || isGloss(label, width) || chars.some((char) => cellsOf(char) !== 2)) return [label];
  const each = Math.ceil(chars.length / lines);
  const cuts = Array.from({ length: lines - 1 }, (_, index) => {
    let cut = (index + 1) * each;
    while (cut > index * each + 1 && (ENDS_NONE.test(chars[cut - 1] ?? "") || BEGINS_NONE.test(chars[cut] ?? "")))
      cut -= 1;
    return cut;
  });
  return [0, ...cuts].map((cut, index) => chars.slice(cut, cuts[index]).join(""));
}

/** Sets a gloss that is slightly too wide for its cell one size smaller. */
export function fitGloss(inlines: PdfInline[], width: number): PdfInline[] {
  return isGloss(inlines.map((inline) => inline.text).join(""), width)
    ? inlines.map((inline) => ({ ...inline, fontSize: GLOSS }))
    : inlines;
}

/** Sets an unbreakable value (a code, a number) smaller if it is slightly too wide for its cell. */
export function fitValue(inlines: PdfInline[], width: number): PdfInline[] {
  const text = inlines.map((inline) => inline.text).join("");
  if (/[^\x21-\x7e]/u.test(text)) return inlines;
  const size = Math.floor(((BODY * width) / widthOf(text)) * 2) / 2;
  return size >= BODY || size < SMALLEST ? inlines : inlines.map((inline) => ({ ...inline, fontSize: size }));
}
