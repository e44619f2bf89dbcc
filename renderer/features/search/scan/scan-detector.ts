/**
 * One key stroke: `key` as the browser names it, `code` its physical place, `at` in milliseconds on a monotonic clock.
 * Of keys that go up only Alt is of interest: it ends a character that is written by its number.
 */
export type Stroke = {
  key: string;
  code: string;
  shift?: boolean;
  ctrl?: boolean;
  alt?: boolean;
  up?: boolean;
  at: number;
};

/**
 * The meaning of a stroke. `begin` starts a possible scan (note the field's text), `more` goes on with its text; `control`
 * is a control character that must not reach the browser. `end` completes a scan, and `tail` is a further key of its end.
 */
export type ScanStep =
  | { kind: "begin" }
  | { kind: "more"; text: string }
  | { kind: "control" }
  | { kind: "end"; text: string }
  | { kind: "tail" }
  | { kind: "none" };

/** A reader on radio takes 50 ms from sign to sign; the rest is what time stamps are off. */
export const MAX_GAP_MS = 60;
/** A reader on a wire is faster than any person. */
export const FAST_GAP_MS = 30;
/** Shorter runs of fast keys happen by hand (a roll over the keys, a repeat). */
const SHORTEST_FAST = 8;
/** What a quick hand types on its way through a form ends sooner, a telephone number with its Tab for one. */
const SHORTEST_SCAN = 12;

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

/** The character at a key's place, as a Latin keyboard has it; null for other keys. */
function signAt({ code, shift = false }: Stroke): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift && code.startsWith("Digit") ? (DIGIT_SIGNS[Number(digit)] ?? null) : digit;
  return SIGNS[code]?.[shift ? 1 : 0] ?? null;
}

/** The character of a stroke. An input method hides it or changes it (。，——), so the key's place counts then. */
function signOf(stroke: Stroke): string | null {
  if (/^[ -~]$/.test(stroke.key)) return stroke.key;
  return signAt(stroke) ?? ([...stroke.key].length === 1 ? stroke.key : null);
}

/** The keys by which readers write control characters: Enter or Ctrl+M, Ctrl+J, Tab or Ctrl+I, and Ctrl+] within a code. */
function controlOf({ key, code, ctrl = false, shift = false }: Stroke): string | null {
  if (ctrl) return { KeyM: "\r", KeyJ: "\n", KeyI: "\t", BracketRight: "\u001D" }[code] ?? null;
  if (key === "Enter" || code === "Enter" || code === "NumpadEnter") return "\r";
  return (key === "Tab" || code === "Tab") && !shift ? "\t" : null;
}

/** The character of a number typed with Alt: ASCII, or two bytes of GBK as Chinese Windows takes them. */
function signOfNumber(digits: string): string | null {
  const number = Number(digits);
  if (number < 0x7f) return String.fromCharCode(number);
  if (number < 0x8140 || number > 0xfefe) return null;
  return new TextDecoder("gbk").decode(Uint8Array.of(number >> 8, number & 0xff));
}

/** A key that only changes others. */
const MODIFIERS = new Set(["Shift", "CapsLock", "Control", "Alt", "AltGraph", "NumLock", "Meta"]);
const ENDS = new Set(["\r", "\n", "\t"]);

/**
 * Tells a scanner from a person by speed: a run of steady signs, and an end (CR, LF, both, or Tab) as fast. Feed it every
 * stroke in order; a modifier between two characters belongs to them.
 */
export function scanDetector(): (stroke: Stroke) => ScanStep {
  let signs: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let slowest = 0;
  let ended = Number.NEGATIVE_INFINITY;
  /** The number being typed with Alt. */
  let number = "";

  const breakOff = (): ScanStep => {
    signs = [];
    number = "";
    last = Number.NEGATIVE_INFINITY;
    return { kind: "none" };
  };
  const isSteady = (at: number): boolean => at >= last && at - last <= MAX_GAP_MS;
  /** Notes the time of a stroke; a pause before it ends the run. */
  const keepPace = (at: number): void => {
    if (isSteady(at)) slowest = Math.max(slowest, at - last);
    else [signs, slowest] = [[], 0];
    last = at;
  };
  const takeEnd = (end: string, at: number): ScanStep => {
    if (at >= ended && at - ended <= MAX_GAP_MS && signs.length === 0) {
      ended = at;
      return { kind: "tail" };
    }
    keepPace(at);
    const mayBeByHand = end === "\t" || (end === "\r" && slowest > FAST_GAP_MS);
    const length = signs.length;
    const text = signs.join("");
    breakOff();
    // Nobody types a line feed; behind a short code it would open the browser's downloads.
    if (length < (mayBeByHand ? SHORTEST_SCAN : SHORTEST_FAST))
      return { kind: end === "\n" && length > 0 ? "control" : "none" };
    ended = at;
    return { kind: "end", text };
  };
  const takeSign = (sign: string, at: number): ScanStep => {
    if (ENDS.has(sign)) return takeEnd(sign, at);
    keepPace(at);
    const begins = signs.length === 0;
    signs.push(sign);
    return begins ? { kind: "begin" } : { kind: "more", text: signs.join("") };
  };
  /** One stroke of a number typed with Alt: its digits, then Alt itself going up. */
  const takeNumber = (digit: string | null, at: number): ScanStep => {
    if (digit !== null) {
      keepPace(at);
      number += digit;
      return { kind: "none" };
    }
    const sign = signOfNumber(number);
    number = "";
    return sign === null ? breakOff() : takeSign(sign, at);
  };

  return (stroke) => {
    const { key, code, at } = stroke;
    if (stroke.up === true) return key === "Alt" && number !== "" ? takeNumber(null, at) : { kind: "none" };
    if (MODIFIERS.has(key)) {
      // Not a character: only its time counts.
      if (isSteady(at)) keepPace(at);
      return { kind: "none" };
    }
    if (stroke.alt === true) {
      const digit = /^Numpad(\d)$/.exec(code)?.[1];
      return digit === undefined || stroke.ctrl === true ? breakOff() : takeNumber(digit, at);
    }
    const control = controlOf(stroke);
    if (control !== null && ENDS.has(control)) return takeEnd(control, at);
    if (control !== null) return isSteady(at) && signs.length > 0 ? controlWithin(control, at) : breakOff();
    const sign = stroke.ctrl === true ? null : signOf(stroke);
    return sign === null ? breakOff() : takeSign(sign, at);
  };

  function controlWithin(control: string, at: number): ScanStep {
    takeSign(control, at);
    return { kind: "control" };
  }
}
