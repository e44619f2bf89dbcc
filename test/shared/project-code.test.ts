import { describe, expect, it } from "vitest";
import { checkProjectCode } from "#shared/identifiers/project-code.ts";

describe("row 4: the project code", () => {
  it("is only ever right in form, and says that it is not verified", () => {
    const result = checkProjectCode("2020-421202-44-03-012345");
    expect(result).toMatchObject({ result: "shape-only", normalised: "2020-421202-44-03-012345" });
    expect(result.message?.zh).toContain("未核验");
    expect(result.message?.en).toContain("not verified");
  });

  it("sets the hyphens, and folds the dashes and digits of an input method", () => {
    expect(checkProjectCode("20204212024403012345").normalised).toBe("2020-421202-44-03-012345");
    expect(checkProjectCode("２０２０－４２１２０２—44–03-012345").result).toBe("shape-only");
  });

  it("refuses another form", () => {
    expect(checkProjectCode("2020-421202-44-03-01234").message?.zh).toContain("23 位");
    expect(checkProjectCode("2020-42120X-44-03-012345").result).toBe("invalid");
    expect(checkProjectCode("3020-421202-44-03-012345").result).toBe("invalid");
  });
});
