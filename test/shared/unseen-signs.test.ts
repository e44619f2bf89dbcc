import { expect, it } from "vitest";
import { readField } from "#shared/profile/read-field.ts";

const field = (check: "credit-code" | "phone" | "project-code" | null, maxLength: number) =>
  ({
    id: "x",
    kind: "text",
    label: { zh: "x", en: "x" },
    required: false,
    role: null,
    personal: null,
    check,
    maxLength,
    basis: "inferred",
    clause: "x",
    quote: "x",
  }) as const;

it.each([
  ["credit-code", 18, "91420000MA00YH0023\u200B", "91420000MA00YH0023"],
  ["credit-code", 18, "\u200E9142\u00AD0000MA00YH0023", "91420000MA00YH0023"],
  ["phone", 40, "\u202D13800000000\u202C", "13800000000"],
  ["phone", 40, "\u2068138 0000 0000\u2069", "13800000000"],
  ["phone", 40, "\uFEFF138\u200B0000\u20600000\u00A0", "13800000000"],
  ["project-code", 24, "\u200B2026-421300-48-01-123456\uFE0F", "2026-421300-48-01-123456"],
] as const)("row 1: a %s pasted with signs that nobody sees is the code without them", (check, max, text, value) => {
  expect(readField(text, field(check, max))).toEqual({ ok: true, value });
});

it("row 1: a name keeps what it was given with, and no text may turn its direction", () => {
  expect(readField("示例\uFE00人", field(null, 40))).toEqual({ ok: true, value: "示例\uFE00人" });
  expect(readField("示例\u202E人", field(null, 40))).toMatchObject({ ok: false });
  expect(readField("示例\uFFFD人", field(null, 40))).toMatchObject({
    ok: false,
    message: { zh: expect.stringContaining("U+FFFD") as string },
  });
});
