/**
 * East-Asian wide and full-width ranges (UAX 11, W and F) as flat pairs; ambiguous characters that a Chinese printer draws
 * from its two-byte font (· × ° ① ☐ 【 “ …) are in `AMBIGUOUS`.
 */
const WIDE = [
  0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x25fd, 0x25fe, 0x2614, 0x2615, 0x2e80, 0x303e,
  0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19,
  0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1f64f, 0x1f900, 0x1f9ff, 0x20000, 0x3fffd,
];
const AMBIGUOUS = [
  0xa4, 0xa4, 0xa7, 0xa8, 0xb0, 0xb1, 0xb2, 0xb3, 0xb7, 0xb7, 0xd7, 0xd7, 0xf7, 0xf7, 0x391, 0x3c9, 0x401, 0x451,
  0x2010, 0x2027, 0x2030, 0x203b, 0x2100, 0x22ff, 0x2312, 0x2312, 0x2460, 0x24ff, 0x2500, 0x267f,
];

function isWithin(ranges: readonly number[], code: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if (code >= (ranges[i] ?? 0) && code <= (ranges[i + 1] ?? 0)) return true;
  }
  return false;
}

/**
 * Cells that one character takes on a thermal printer: 2 for Chinese, 1 for half-width, 0 for line ends and controls.
 */
export function cellsOf(char: string): 0 | 1 | 2 {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return 0;
  if (code < 0x7f) return 1;
  return isWithin(WIDE, code) || isWithin(AMBIGUOUS, code) ? 2 : 1;
}

/** Cells that a text takes. */
export const textCells = (text: string): number => [...text].reduce((sum, char) => sum + cellsOf(char), 0);

/** A unit that is never broken: a character, or the bracketed code point of one that no font draws. */
const PIECES = /〔U\+[0-9A-F]{4,6}〕|[\s\S]/gu;

/** Marks that begin no line, and brackets that end none (避头尾). */
const BEGINS_NONE = /^[，。、；：！？）》〉」』】〕”’,.;:!?)]$/u;
const ENDS_NONE = /^[（《〈「『【〔“‘(]$/u;

/**
 * How many characters at the end of a line move to the next with `char`: an opening bracket, or the character before
 * a mark that may not begin a line.
 */
function carried(line: readonly string[], char: string): number {
  const from = line.findLastIndex((one) => !ENDS_NONE.test(one));
  const brackets = line.length - 1 - from;
  const count = BEGINS_NONE.test(char) ? Math.max(1, brackets) : brackets;
  // A line with nothing else is broken where it is full.
  return count < line.length / 2 && !(BEGINS_NONE.test(char) && BEGINS_NONE.test(line.at(-1) ?? "")) ? count : 0;
}

/**
 * Breaks a text into lines of at most `cells` and never through a character. No line begins with a closing mark or
 * ends with an opening bracket. Line ends in the text are kept.
 */
export function wrapCells(text: string, cells: number): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line: string[] = [];
    let used = 0;
    for (const [piece] of paragraph.matchAll(PIECES)) {
      const width = textCells(piece);
      if (used + width > cells) {
        const next = line.splice(line.length - carried(line, piece));
        lines.push(line.join(""));
        line = next;
        used = textCells(next.join(""));
      }
      line.push(piece);
      used += width;
    }
    return [...lines, line.join("")];
  });
}
