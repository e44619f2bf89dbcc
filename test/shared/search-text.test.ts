import { expect, it } from "vitest";
import { foldSearch } from "#shared/case/search-terms.ts";

it("row 6: a name compared or searched is the same with signs in it that nobody sees", () => {
  for (const unseen of ["\u200B", "\u00AD", "\u2060", "\uFEFF", "\uFE00", "\u{E0100}"])
    expect(foldSearch(`示例${unseen}公司`)).toBe("示例公司");
});
