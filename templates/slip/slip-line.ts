/** Width of the 80 mm slip: 576 dots, in half-width characters of 12 × 24 dots. */
export const SLIP_CELLS = 48;
/** The dots across an 80 mm slip. */
export const SLIP_DOTS = 576;

/** `large` is double width and height: half as many characters on a line. */
export type SlipSize = "normal" | "large";

/** One line of an 80 mm slip (小票); texts are already broken to fit. */
export type SlipLine =
  | { kind: "text"; text: string; align: "left" | "center"; size: SlipSize; bold: boolean }
  | { kind: "columns"; left: string; right: string; bold: boolean }
  | { kind: "rule" }
  | { kind: "qr"; content: string }
  /** Code 128, at most 22 characters of ASCII. */
  | { kind: "barcode"; content: string }
  | { kind: "feed"; lines: number }
  | { kind: "cut" };
