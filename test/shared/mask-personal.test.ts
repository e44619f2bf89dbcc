import { describe, expect, it } from "vitest";
import { isMasked, maskPersonal } from "#shared/profile/mask-personal.ts";

describe("masking", () => {
  it("hides the middle of a phone number and of an identity number", () => {
    expect(maskPersonal("13907240001", "phone")).toBe("139****0001");
    expect(maskPersonal("11010519491231002X", "identity")).toBe("110***********002X");
  });

  it("hides a short text whole, so that nothing can be guessed", () => {
    expect(maskPersonal("8231234", "phone")).toBe("*******");
    expect(maskPersonal("", "phone")).toBe("");
  });

  it("leaves names, addresses and plain answers readable", () => {
    expect(maskPersonal("王小明", "name")).toBe("王小明");
    expect(maskPersonal("12 吨", null)).toBe("12 吨");
    expect([isMasked("phone"), isMasked("identity"), isMasked("name"), isMasked(null)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
