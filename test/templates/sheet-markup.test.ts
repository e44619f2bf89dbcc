import { describe, expect, it } from "vitest";
import { parseMarkup } from "#templates/documents/layout-markup.ts";

describe("the brace markup of a sheet", () => {
  it("reads text, values, parts and boxes in order", () => {
    expect(
      parseMarkup(
        "供水需求：{water.demand|amount} 吨/日 {box water.businessType=new} {box utilities=gas} {box network.basement}",
      ),
    ).toEqual([
      { kind: "text", text: "供水需求：" },
      { kind: "place", path: ["water", "demand"], part: "amount", blank: "" },
      { kind: "text", text: " 吨/日 " },
      { kind: "box", path: ["water", "businessType"], option: "new" },
      { kind: "text", text: " " },
      { kind: "box", path: ["utilities"], option: "gas" },
      { kind: "text", text: " " },
      { kind: "box", path: ["network", "basement"], option: null },
    ]);
  });

  it("takes underscores and spaces before a value as the width of its blank", () => {
    expect(parseMarkup("DN_____{water.meterSize}")).toEqual([
      { kind: "text", text: "DN" },
      { kind: "place", path: ["water", "meterSize"], part: null, blank: "_____" },
    ]);
    expect(parseMarkup("{gas.on|year}____年")[0]).toEqual({
      kind: "place",
      path: ["gas", "on"],
      part: "year",
      blank: "____",
    });
  });

  it("reads the places of the other papers", () => {
    expect(
      parseMarkup("{number}{window}{promises}{opinion police}{opinionDate police|year}{letter.workSite}").map(
        (token) => token.kind,
      ),
    ).toEqual(["number", "window", "promises", "opinion", "opinion-date", "place"]);
  });

  it("refuses a mark that it does not know, naming it", () => {
    expect(() => parseMarkup("电话：{phone number}")).toThrow("{phone number}");
  });
});
