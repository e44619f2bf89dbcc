import { describe, expect, it } from "vitest";
import { MAX_GAP_MS, scanDetector, type ScanStep } from "#renderer/features/search/scan/scan-detector.ts";

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
});
