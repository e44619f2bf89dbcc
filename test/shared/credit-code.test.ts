import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCreditCode } from "#shared/identifiers/credit-code.ts";

const REAL = ["914403001922038216", "9144030071526726XG", "91330100716105852F"];

describe("row 4: the credit code", () => {
  it.each(REAL)("takes the published code %s", (code) => {
    expect(checkCreditCode(code)).toEqual({ result: "valid", normalised: code, message: null, at: null });
  });

  it("folds full-width characters, small letters, spaces and hyphens", () => {
    expect(checkCreditCode(" ９１４４０３００７１５２６７２６ｘｇ ")).toMatchObject({
      result: "valid",
      normalised: "9144030071526726XG",
    });
    expect(checkCreditCode("91440300-71526726-xg").result).toBe("valid");
  });

  it("finds any single character that is wrong, for the weights share no factor with 31", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REAL),
        fc.nat({ max: 17 }),
        fc.constantFrom(..."0123456789ABCDEFGHJKLMNPQRTUWXY"),
        (code, at, character) => {
          fc.pre(code.charAt(at) !== character);
          expect(checkCreditCode(code.slice(0, at) + character + code.slice(at + 1)).result).toBe("invalid");
        },
      ),
    );
  });

  it("says which confused character likely mends it, and where", () => {
    const result = checkCreditCode("914403OO1922038216");
    expect(result).toMatchObject({ result: "invalid", at: 6 });
    const single = checkCreditCode("9144030O1922038216");
    expect(single).toMatchObject({ result: "invalid", at: 7 });
    expect(single.message?.zh).toContain("第 8 位“O”可能应为“0”");
    const eight = checkCreditCode("91440300192203B216");
    expect(eight.message?.zh).toContain("“B”可能应为“8”");
    expect(eight.message?.en).toContain("may be “8”");
  });

  it("says how many characters there are when there are not 18", () => {
    expect(checkCreditCode("91440300192203821").message?.zh).toContain("现为 17 位");
    expect(checkCreditCode("").result).toBe("invalid");
    expect(checkCreditCode("9".repeat(1_000_000)).result).toBe("invalid");
  });
});
