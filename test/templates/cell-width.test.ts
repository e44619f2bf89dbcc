import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textCells, wrapCells } from "#templates/drawing/cell-width.ts";

describe("a line's ends (避头尾)", () => {
  it("begins with no closing mark and ends with no opening bracket, loses nothing, and is never too wide", () => {
    expect(wrapCells("更正电话，此前", 8)).toEqual(["更正电", "话，此前"]);
    expect(wrapCells("更正电（第二版）", 8)).toEqual(["更正电", "（第二", "版）"]);
    expect(wrapCells("，，，，，，，，", 8)).toEqual(["，，，，", "，，，，"]);
    expect(wrapCells("（（（（（（", 8)).toEqual(["（（（（", "（（"]);
    const text = "示例（甲），《乙》：丙、丁；“戊”！".repeat(20);
    for (const cells of [4, 6, 7, 8, 24, 48]) {
      const lines = wrapCells(text, cells);
      expect(lines.join("")).toBe(text);
      for (const line of lines) expect(textCells(line)).toBeLessThanOrEqual(cells);
    }
  });
});

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
