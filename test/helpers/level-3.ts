/**
 * The ideographs of GB 18030-2022 implementation level 3, 87,887 of them, as ranges of code points: the unified ideographs up to
 * U+9FEF, Extensions A to F as the standard lists them, and the twelve unified ones among the compatibility forms.
 */
const RANGES: readonly (readonly [number, number])[] = [
  [0x3400, 0x4db5],
  [0x4e00, 0x9fef],
  [0x20000, 0x2a6d6],
  [0x2a700, 0x2b734],
  [0x2b740, 0x2b81d],
  [0x2b820, 0x2cea1],
  [0x2ceb0, 0x2ebe0],
];
const AMONG_COMPATIBILITY = [
  0xfa0e, 0xfa0f, 0xfa11, 0xfa13, 0xfa14, 0xfa1f, 0xfa21, 0xfa23, 0xfa24, 0xfa27, 0xfa28, 0xfa29,
];

/** Every ideograph of level 3, in order of code points. */
export function levelThree(): string[] {
  const codes = RANGES.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  return [...codes, ...AMONG_COMPATIBILITY].map((code) => String.fromCodePoint(code));
}

/** Cuts a list into pieces of at most `size`. */
export const inPieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
