/** One key stroke: `key` as the browser names it, `code` its physical place, `at` in milliseconds on a monotonic clock. */
export type Stroke = { key: string; code: string; shift: boolean; at: number };

/** The meaning of a stroke: `begin` starts a possible scan (note the field's text), `end` completes one. */
export type ScanStep = { kind: "begin" } | { kind: "more" } | { kind: "end"; text: string } | { kind: "none" };

/** A scanner types faster than any person. */
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

/** The character of a stroke; during composition the browser hides it, so it is derived from the key's place. */
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
 * Tells a scanner from a person by speed: at least eight characters, each within 30 ms, then Enter as fast.
 * Feed it every stroke in order; a Shift between two characters belongs to them.
 */
export function scanDetector(): (stroke: Stroke) => ScanStep {
  let signs: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  return (stroke) => {
    const isSteady = stroke.at >= last && stroke.at - last <= MAX_GAP_MS;
    if (stroke.key === "Shift" || stroke.key === "CapsLock") {
      // Not a character: only its time counts.
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
