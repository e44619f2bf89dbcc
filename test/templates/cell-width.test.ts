import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textCells, wrapCells } from "../../templates/cell-width.ts";

describe("cells on a thermal printer", () => {
  it("counts two for Chinese, full-width and the signs a Chinese printer draws wide, one for the rest", () => {
    expect(textCells("水A1")).toBe(4);
    expect(textCells("ＡＢ，。·×①☐“”…")).toBe(24 - 2);
    expect(textCells("𠮷䶮")).toBe(4);
    expect(textCells("m³/h")).toBe(5);
  });

  it("never makes a line wider than the paper, and loses no character", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("水", "a", "𠮷", "，", "9", " "), { maxLength: 200 }), (chars) => {
        const text = chars.join("");
        const lines = wrapCells(text, 48);
        return lines.join("") === text && lines.every((line) => textCells(line) <= 48);
      }),
    );
  });
});
