import { describe, expect, it } from "vitest";
import { checkIdNumber } from "#shared/identifiers/id-number.ts";

describe("row 4: the identity number", () => {
  it.each(["11010519491231002X", "440524188001010014"])("takes the standard's own example %s", (code) => {
    expect(checkIdNumber(code)).toMatchObject({ result: "valid", normalised: code });
  });

  it("folds the small x and full-width digits", () => {
    expect(checkIdNumber("１１０１０５１９４９１２３１００２x").normalised).toBe("11010519491231002X");
  });

  it.each([
    ["110105194912310020", "校验位", 17],
    ["11010519490231002X", "出生日期", 6],
    ["1101051949123100XX", "第 17 位", 16],
    ["110105491231002", "15 位", null],
    ["1101", "现为 4 位", null],
  ])("refuses %s and says why", (code, why, at) => {
    const result = checkIdNumber(code);
    expect(result).toMatchObject({ result: "invalid", at });
    expect(result.message?.zh).toContain(why);
  });

  it("finds an unknown region unlikely rather than wrong", () => {
    expect(checkIdNumber("000000194912310023")).toMatchObject({ result: "invalid" });
    const digits = "00000019491231002";
    const results = [..."0123456789X"].map((check) => checkIdNumber(digits + check).result);
    expect(results.filter((outcome) => outcome === "unlikely")).toHaveLength(1);
  });
});
