/** One key as it was struck: `key` as the browser names it, `code` its place on the keyboard, `at` in milliseconds on one steady clock. */
export type Stroke = { key: string; code: string; shift: boolean; at: number };

/** What a stroke means: `begin` starts what may be a scan (note what is in the field now), `end` completes one. */
export type ScanStep = { kind: "begin" } | { kind: "more" } | { kind: "end"; text: string } | { kind: "none" };

/** A reader types without a pause; nobody strikes keys this fast one after another. */
export const MAX_GAP_MS = 30;
/** Shorter runs of fast keys happen by hand (a roll over the keys, a repeat). */
const SHORTEST_SCAN = 8;

const SIGNS: Record<string, readonly [string, string]> = {
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  Slash: ["/", "?"],
  Period: [".", ">"],
  Comma: [",", "<"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Space: [" ", " "],
  Backquote: ["`", "~"],
  Backslash: ["\\", "|"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
};
const DIGIT_SIGNS = ")!@#$%^&*(";

/** The sign of a stroke; while an input method is composing the browser hides it, so it is told from the place of the key. */
function signOf({ key, code, shift }: Stroke): string | null {
  if ([...key].length === 1) return key;
  if (key !== "Process" && key !== "Unidentified") return null;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift && code.startsWith("Digit") ? (DIGIT_SIGNS[Number(digit)] ?? null) : digit;
  return SIGNS[code]?.[shift ? 1 : 0] ?? null;
}

/**
 * Tells a reader from a person by its pace: at least eight signs, each within 30 ms of the one before, ended by Enter at the same pace.
 * Feed it every stroke in order; a Shift between two signs belongs to them.
 */
export function scanDetector(): (stroke: Stroke) => ScanStep {
  let signs: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  return (stroke) => {
    const isSteady = stroke.at >= last && stroke.at - last <= MAX_GAP_MS;
    if (stroke.key === "Shift" || stroke.key === "CapsLock") {
      // Not a sign: only the pace goes on, measured from it.
      if (isSteady) last = stroke.at;
      return { kind: "none" };
    }
    if (stroke.key === "Enter") {
      const text = isSteady && signs.length >= SHORTEST_SCAN ? signs.join("") : null;
      signs = [];
      last = Number.NEGATIVE_INFINITY;
      return text === null ? { kind: "none" } : { kind: "end", text };
    }
    const sign = signOf(stroke);
    if (sign === null) {
      signs = [];
      last = Number.NEGATIVE_INFINITY;
      return { kind: "none" };
    }
    const begins = !isSteady || signs.length === 0;
    signs = begins ? [sign] : [...signs, sign];
    last = stroke.at;
    return { kind: begins ? "begin" : "more" };
  };
}
