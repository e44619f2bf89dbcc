import { cellsOf } from "./cell-width.ts";
import type { PdfInline } from "./pdf-definition.ts";

/** Body size of a sheet, and the smallest that stays readable on paper, in points. */
const BODY = 10.5;
const SMALLEST = 7.5;
/** Widths as shares of the type size: Latin capitals of the serif font are much wider than half. */
const SHARE = { wide: 1, capital: 0.74, other: 0.57 } as const;

const shareOf = (char: string): number => (cellsOf(char) === 2 ? SHARE.wide : /[A-Z@%&]/u.test(char) ? SHARE.capital : SHARE.other);
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + BODY * shareOf(char), 0);

/** Splits a label that is too wide for its cell into even lines, so that no single character is left alone on a line. */
export function balanceLabel(label: string, width: number): string[] {
  const chars = [...label];
  const lines = Math.ceil(widthOf(label) / width);
  if (lines < 2 || chars.some((char) => cellsOf(char) !== 2)) return [label];
  const each = Math.ceil(chars.length / lines);
  return Array.from({ length: lines }, (_, index) => chars.slice(index * each, (index + 1) * each).join(""));
}

/** Sets a value that cannot be broken (a code, a number) smaller when it is a little too wide for its cell. */
export function fitValue(inlines: PdfInline[], width: number): PdfInline[] {
  const text = inlines.map((inline) => inline.text).join("");
  if (/[^\x21-\x7e]/u.test(text)) return inlines;
  const size = Math.floor(((BODY * width) / widthOf(text)) * 2) / 2;
  return size >= BODY || size < SMALLEST ? inlines : inlines.map((inline) => ({ ...inline, fontSize: size }));
}
