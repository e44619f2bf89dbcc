import { describe, expect, it } from "vitest";
import { checkPhone } from "#shared/identifiers/phone.ts";

describe("row 4: the phone number", () => {
  it.each([
    ["13800138000", "13800138000"],
    ["138 0013 8000", "13800138000"],
    ["１３８－００１３－８０００", "13800138000"],
    ["+86 138-0013-8000", "13800138000"],
    ["0715-8231234", "0715-8231234"],
    ["07158231234", "0715-8231234"],
    ["（0715）8231234转801", "0715-8231234-801"],
    ["0715-8231234-801", "0715-8231234-801"],
    ["+86 715 8231234", "0715-8231234"],
    ["010-82312345", "010-82312345"],
    ["027 8231 2345", "027-82312345"],
    ["400-123-4567", "4001234567"],
    ["400-123-4567转8", "4001234567-8"],
    ["400-123-4567-8", "4001234567-8"],
    ["95598", "95598"],
  ])("takes %s", (text, normalised) => {
    expect(checkPhone(text)).toEqual({ result: "valid", normalised, message: null, at: null });
  });

  it.each([
    ["8231234", "区号"],
    ["12345", "短号"],
  ])("finds %s unlikely", (text, why) => {
    const result = checkPhone(text);
    expect(result.result).toBe("unlikely");
    expect(result.message?.zh).toContain(why);
  });

  it.each([
    ["1380013800", "10 位"],
    ["12012345678", "前三位"],
    ["138001380001", "12 位"],
    ["1380013800O", "数字以外"],
    ["0715", "不是手机号"],
    ["", "数字以外"],
  ])("refuses %s", (text, why) => {
    const result = checkPhone(text);
    expect(result.result).toBe("invalid");
    expect(result.message?.zh).toContain(why);
  });

  it("points at the letter among the digits", () => {
    expect(checkPhone("1380013800O").at).toBe(10);
  });
});
