import { describe, expect, it } from "vitest";
import {
  FAST_GAP_MS,
  MAX_GAP_MS,
  scanDetector,
  type ScanStep,
  type Stroke,
} from "#renderer/features/search/scan/scan-detector.ts";

type Typed = { text: string; gapMs: number; startMs?: number; key?: string };

function codeOf(sign: string): string {
  if (/[a-z]/i.test(sign)) return `Key${sign.toUpperCase()}`;
  if (/\d/.test(sign)) return `Digit${sign}`;
  return sign === ":" ? "Semicolon" : "Minus";
}

/** Strikes the keys of a text at a pace, then Enter, and answers what each meant. */
function strike(detect: ReturnType<typeof scanDetector>, { text, gapMs, startMs = 1_000, key }: Typed): ScanStep[] {
  const strokes = [...text].map((sign) => ({
    key: key ?? sign,
    code: codeOf(sign),
    shift: /[A-Z:]/.test(sign),
  }));
  return [...strokes, { key: "Enter", code: "Enter", shift: false }].map((stroke, i) =>
    detect({ ...stroke, at: startMs + i * gapMs }),
  );
}

const CODE = "91420000MA00YH0023";

type Key = Omit<Stroke, "at">;

const keysOf = (text: string): Key[] =>
  [...text].map((sign) => ({ key: sign, code: sign === " " ? "Space" : codeOf(sign), shift: /[A-Z]/.test(sign) }));

/** The strokes of one sign that a reader writes by its number: Alt, the digits, Alt up. */
const byNumber = (digits: string): Key[] => [
  { key: "Alt", code: "AltLeft", alt: true },
  ...[...digits].map((digit) => ({ key: digit, code: `Numpad${digit}`, alt: true })),
  { key: "Alt", code: "AltLeft", up: true },
];

/** Plays strokes at a pace to a new detector, and answers what each meant. */
function play(keys: readonly Key[], gapMs: number): ScanStep[] {
  const detect = scanDetector();
  return keys.map((key, i) => detect({ ...key, at: 1_000 + i * gapMs }));
}

describe("a barcode reader", () => {
  it("is recognised by its pace, and begins where its first sign fell", () => {
    const steps = strike(scanDetector(), { text: CODE, gapMs: 4 });
    expect(steps[0]).toEqual({ kind: "begin" });
    expect(steps.slice(1, -1).every((step) => step.kind === "more")).toBe(true);
    expect(steps.at(-1)).toEqual({ kind: "end", text: CODE });
  });

  it("is believed to the very gap, and not a millisecond beyond", () => {
    expect(strike(scanDetector(), { text: CODE, gapMs: MAX_GAP_MS }).at(-1)).toEqual({ kind: "end", text: CODE });
    expect(strike(scanDetector(), { text: CODE, gapMs: MAX_GAP_MS + 1 }).at(-1)).toEqual({ kind: "none" });
  });

  it("needs eight signs: a fast roll over a few keys and Enter is a person's", () => {
    expect(strike(scanDetector(), { text: "1234567", gapMs: 2 }).at(-1)).toEqual({ kind: "none" });
    expect(strike(scanDetector(), { text: "12345678", gapMs: 2 }).at(-1)).toEqual({ kind: "end", text: "12345678" });
  });

  it("leaves out what a person typed before it in the same field", () => {
    const detect = scanDetector();
    for (const [i, sign] of [..."云海abc"].entries())
      expect(detect({ key: sign, code: "", shift: false, at: i * 200 }).kind).toBe("begin");
    expect(strike(detect, { text: CODE, gapMs: 5, startMs: 5_000 }).at(-1)).toEqual({ kind: "end", text: CODE });
  });

  it("is not ended by an Enter that comes late, and is broken off by a key that is no sign", () => {
    const detect = scanDetector();
    [..."12345678"].forEach((sign, i) => detect({ key: sign, code: `Digit${sign}`, shift: false, at: i }));
    expect(detect({ key: "Enter", code: "Enter", shift: false, at: 500 })).toEqual({ kind: "none" });
    [..."1234"].forEach((sign, i) => detect({ key: sign, code: `Digit${sign}`, shift: false, at: 1_000 + i }));
    detect({ key: "Tab", code: "Tab", shift: false, at: 1_005 });
    [..."5678"].forEach((sign, i) => detect({ key: sign, code: `Digit${sign}`, shift: false, at: 1_006 + i }));
    expect(detect({ key: "Enter", code: "Enter", shift: false, at: 1_012 })).toEqual({ kind: "none" });
  });

  it("reads two in a row, and its Shifts are no signs", () => {
    const detect = scanDetector();
    const signs = [..."LD1:AB-1"];
    signs.forEach((sign, i) => {
      detect({ key: "Shift", code: "ShiftLeft", shift: true, at: i * 10 });
      detect({ key: sign, code: "", shift: true, at: i * 10 + 4 });
    });
    expect(detect({ key: "Enter", code: "Enter", shift: false, at: 80 })).toEqual({ kind: "end", text: "LD1:AB-1" });
    expect(strike(detect, { text: CODE, gapMs: 3, startMs: 100 }).at(-1)).toEqual({ kind: "end", text: CODE });
  });

  it("is read through an input method, which hides the signs but not the keys", () => {
    expect(strike(scanDetector(), { text: "LD1:a-09", gapMs: 5, key: "Process" }).at(-1)).toEqual({
      kind: "end",
      text: "LD1:a-09",
    });
  });

  it("is not believed when the clock runs backwards", () => {
    const detect = scanDetector();
    [..."123456789"].forEach((sign, i) => detect({ key: sign, code: "", shift: false, at: 1_000 - i }));
    expect(detect({ key: "Enter", code: "Enter", shift: false, at: 990 })).toEqual({ kind: "none" });
  });

  it.each([
    ["CR", [{ key: "Enter", code: "Enter" }]],
    ["CR on the number pad", [{ key: "Enter", code: "NumpadEnter" }]],
    ["CR behind an input method", [{ key: "Process", code: "Enter" }]],
    ["CR as Ctrl+M", [{ key: "m", code: "KeyM", ctrl: true }]],
    ["LF as Ctrl+J", [{ key: "j", code: "KeyJ", ctrl: true }]],
    ["Tab", [{ key: "Tab", code: "Tab" }]],
    ["Tab as Ctrl+I", [{ key: "i", code: "KeyI", ctrl: true }]],
    [
      "CR LF",
      [
        { key: "Enter", code: "Enter" },
        { key: "j", code: "KeyJ", ctrl: true },
      ],
    ],
    [
      "CR LF, both as Enter",
      [
        { key: "Enter", code: "Enter" },
        { key: "Enter", code: "Enter" },
      ],
    ],
  ] as const)("ends a code by %s, and every key of the end is its own", (_, end) => {
    for (const gapMs of [4, 50]) {
      const steps = play([...keysOf(CODE), ...end], gapMs);
      expect(steps[CODE.length]).toEqual({ kind: "end", text: CODE });
      expect(steps.slice(CODE.length + 1).every((step) => step.kind === "tail")).toBe(true);
    }
  });

  it("takes an Enter after its end for the person's once the pace is gone", () => {
    const detect = scanDetector();
    strike(detect, { text: CODE, gapMs: 4 });
    expect(detect({ key: "Enter", code: "Enter", at: 1_000 + CODE.length * 4 + MAX_GAP_MS + 1 })).toEqual({
      kind: "none",
    });
  });

  it("may have spaces and group separators within its code", () => {
    expect(play([...keysOf(`USCC ${CODE}`), { key: "Enter", code: "Enter" }], 4).at(-1)).toEqual({
      kind: "end",
      text: `USCC ${CODE}`,
    });
    const separator = { key: "]", code: "BracketRight", ctrl: true };
    const steps = play([...keysOf("01"), separator, ...keysOf(CODE), { key: "Enter", code: "Enter" }], 4);
    expect(steps[2]).toEqual({ kind: "control" });
    expect(steps.at(-1)).toEqual({ kind: "end", text: `01\u001D${CODE}` });
  });

  it("may be slow with a long code only: a telephone number and its Tab or Enter are typed", () => {
    const phone = keysOf("13800001111");
    const enter = { key: "Enter", code: "Enter" };
    expect(play([...phone, enter], FAST_GAP_MS + 1).at(-1)).toEqual({ kind: "none" });
    expect(play([...phone, { key: "Tab", code: "Tab" }], 2).at(-1)).toEqual({ kind: "none" });
    expect(play([...keysOf("138000011110"), enter], FAST_GAP_MS + 1).at(-1)).toMatchObject({ kind: "end" });
  });

  it("is no person with Ctrl+Enter, Shift+Tab or a shortcut behind fast keys", () => {
    for (const key of [
      { key: "Enter", code: "Enter", ctrl: true },
      { key: "Tab", code: "Tab", shift: true },
      { key: "n", code: "KeyN", alt: true },
    ])
      expect(play([...keysOf(CODE), key], 4).at(-1)).toEqual({ kind: "none" });
  });

  it("keeps a line feed behind a code that is too short from the browser", () => {
    const feed = { key: "j", code: "KeyJ", ctrl: true };
    expect(play([...keysOf("12345"), feed], 4).at(-1)).toEqual({ kind: "control" });
    expect(play([feed], 4).at(-1)).toEqual({ kind: "none" });
  });

  it("is read where it writes each sign by its number with Alt, Chinese ones in GBK", () => {
    const text = [...CODE].flatMap((sign) => byNumber(`0${sign.charCodeAt(0)}`));
    expect(play([...text, ...byNumber("013")], 12).at(-1)).toEqual({ kind: "end", text: CODE });
    expect(play([...text, { key: "Enter", code: "Enter" }], 12).at(-1)).toEqual({ kind: "end", text: CODE });
    expect(play([...byNumber("51902"), ...byNumber("49405"), ...text, ...byNumber("010")], 4).at(-1)).toEqual({
      kind: "end",
      text: `示例${CODE}`,
    });
  });

  it("is read through Chinese punctuation by the place of its keys", () => {
    const shown: Record<string, string> = { ":": "：", ".": "。", "/": "、" };
    const strokes = [..."LD1:a.b/c-09"].map((sign) => ({
      key: shown[sign] ?? sign,
      code: { ":": "Semicolon", ".": "Period", "/": "Slash" }[sign] ?? codeOf(sign),
      shift: sign === ":",
    }));
    expect(play([...strokes, { key: "Enter", code: "Enter" }], 4).at(-1)).toEqual({
      kind: "end",
      text: "LD1:a.b/c-09",
    });
  });
});
