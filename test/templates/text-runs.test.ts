import { describe, expect, it } from "vitest";
import { readCoverage } from "#station/rendering/fonts.ts";
import { PAPER_FONTS } from "#templates/drawing/font-coverage.ts";
import { splitRuns } from "#templates/drawing/text-runs.ts";

const split = (text: string) => splitRuns(text, "申请人", PAPER_FONTS, readCoverage());

describe("splitting text by font", () => {
  it("keeps common text in one run of the serif font", () => {
    expect(split("某县水务集团（供水）120 m³/时 ㎡")).toEqual({
      runs: [{ text: "某县水务集团（供水）120 m³/时 ㎡", font: "serif", missing: false }],
      unprintable: [],
    });
  });

  it("gives an Extension B character to the font that has it, and goes back after it", () => {
    expect(split("欧阳𢐑工").runs).toEqual([
      { text: "欧阳", font: "serif", missing: false },
      { text: "𢐑", font: "rare-b", missing: false },
      { text: "工", font: "serif", missing: false },
    ]);
  });

  it("has the ticked and unticked boxes in the small font for rare signs", () => {
    expect(split("☑☐").runs).toEqual([{ text: "☑☐", font: "rare-a", missing: false }]);
  });

  it("prints the code point of a character that no font draws, and lists it with its place", () => {
    const { runs, unprintable } = split("王𱍐");
    expect(runs.at(-1)).toEqual({ text: "〔U+31350〕", font: "serif", missing: true });
    expect(unprintable).toEqual([{ char: "𱍐", codePoint: "U+31350", where: "申请人", why: "no-glyph" }]);
  });

  it("prints the usual character for a Kangxi radical, a compatibility ideograph and a no-break space", () => {
    expect(
      split("⼀⽇⾦\u00a0\uf9e1")
        .runs.map((run) => run.text)
        .join(""),
    ).toBe("一日金 李");
  });

  it("leaves out invisible characters and lists each of them", () => {
    const { runs, unprintable } = split("王\u200b小\u202e明\u0007\ufe0f");
    expect(runs.map((run) => run.text).join("")).toBe("王小明");
    expect(unprintable.map((one) => `${one.codePoint} ${one.why}`)).toEqual([
      "U+200B control",
      "U+202E control",
      "U+0007 control",
      "U+FE0F control",
    ]);
  });

  it("turns a lone surrogate into its code point instead of failing", () => {
    expect(split("a\ud842b").runs.map((run) => run.text)).toEqual(["a", "〔U+D842〕", "b"]);
  });

  it("keeps line ends and makes a tab a space", () => {
    expect(split("甲\r\n乙\t丙").runs[0]?.text).toBe("甲\n乙 丙");
  });
});
