import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkCharacter3736,
  formatAcceptanceNumber,
  readAcceptanceNumber,
} from "#shared/identifiers/acceptance-number.ts";

const anyNumber = fc.record({
  prefix: fc.stringMatching(/^[A-Z0-9]{2,8}$/),
  year: fc.integer({ min: 2020, max: 2100 }),
  serial: fc.integer({ min: 1, max: 99_999_999 }),
});

describe("the acceptance number", () => {
  it("carries the check character of the standard, as a published example shows", () => {
    expect(checkCharacter3736("A12425GABC1234002")).toBe("M");
  });

  it("is read back as it was written, whatever its parts", () => {
    fc.assert(
      fc.property(anyNumber, (parts) => {
        expect(readAcceptanceNumber(formatAcceptanceNumber(parts))).toMatchObject({ ok: true, ...parts });
      }),
    );
  });

  it("shows any single wrong character, and two neighbours changed about", () => {
    fc.assert(
      fc.property(
        anyNumber,
        fc.nat({ max: 20 }),
        fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        (parts, at, character) => {
          const text = formatAcceptanceNumber(parts);
          fc.pre(at < text.length && text.charAt(at) !== "-" && text.charAt(at) !== character);
          expect(readAcceptanceNumber(text.slice(0, at) + character + text.slice(at + 1)).ok).toBe(false);
        },
      ),
    );
    expect(
      readAcceptanceNumber(
        formatAcceptanceNumber({ prefix: "LD03", year: 2026, serial: 123 }).replace("000123", "000132"),
      ).ok,
    ).toBe(false);
  });

  it("is folded from full-width, small letters and spaces, with or without hyphens", () => {
    const number = formatAcceptanceNumber({ prefix: "LD03", year: 2026, serial: 123 });
    expect(number).toMatch(/^LD03-2026-000123-[0-9A-Z]$/);
    for (const typed of [
      number.toLowerCase(),
      ` ${number.replaceAll("-", " - ")} `,
      number.replaceAll("-", "—"),
      number.replaceAll("-", ""),
      number.replace("LD03", "ＬＤ０３"),
    ]) {
      expect(readAcceptanceNumber(typed)).toMatchObject({ ok: true, number });
    }
  });

  it.each([
    ["L-2026-000123-K", "前缀"],
    ["LD03-26-000123-K", "年份"],
    ["LD03-2026-123-K", "流水号"],
    ["LD03-2026-000123-", "校验位"],
    ["LD03", "形如"],
    ["LD03-2026-000000-0", "流水号"],
  ])("says what is wrong with %s", (text, why) => {
    const result = readAcceptanceNumber(text);
    expect(result.ok ? "" : result.message.zh).toContain(why);
  });

  it("is not written from parts that make no number", () => {
    expect(() => formatAcceptanceNumber({ prefix: "l", year: 26, serial: 0 })).toThrow("bad-input");
  });
});

it("names the PC's date where its clock fell back before the year 2000, as with an empty battery", () => {
  expect(() => formatAcceptanceNumber({ prefix: "XA01", year: 1970, serial: 1 })).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({
        fields: [{ path: "year", message: expect.objectContaining({ zh: expect.stringContaining("电脑的日期") }) }],
      }),
    }),
  );
});
