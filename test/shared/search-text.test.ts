import { expect, it } from "vitest";
import { foldSearch, holdsWords } from "#shared/case/search-terms.ts";

it("row 6: a name compared or searched is the same with signs in it that nobody sees", () => {
  for (const unseen of ["\u200B", "\u00AD", "\u2060", "\uFEFF", "\uFE00", "\u{E0100}"])
    expect(foldSearch(`示例${unseen}公司`)).toBe("示例公司");
});

it.each([
  ["示例⾼新材料", "示例高新材料"],
  ["⺠⻔⻋⻰", "民门车龙"],
  ["示例Ⅲ期①号㎡", "示例III期1号m2"],
  ["ＡＢＣ（甲）１２", "abc(甲)12"],
  ["示例 公司\u200B\uFE00", "示例公司"],
  ["豈更", "豈更"],
])("row 6: %s and %s are one name", (one, other) => {
  expect(foldSearch(one)).toBe(foldSearch(other));
});

it.each([..."·•‧∙⋅・･．․·˙"])("row 6: the dot %s of a name makes no difference", (dot) => {
  expect(foldSearch(`阿卜${dot}买买提`)).toBe("阿卜买买提");
});

it("row 6: different names stay different, and folding again changes nothing", () => {
  expect(foldSearch("示例甲公司")).not.toBe(foldSearch("示例乙公司"));
  for (const text of ["⾼ⅢＡ．示例", "ﬁ㈱½", "İstanbul"]) expect(foldSearch(foldSearch(text))).toBe(foldSearch(text));
});

it("row 6: a list is filtered by words, each in any of the texts, as they are folded", () => {
  expect(holdsWords(["示例⾼新材料", "阿卜‧买买提"], "高新 阿卜·买")).toBe(true);
  expect(holdsWords(["示例⾼新材料", "阿卜‧买买提"], "高新 示例甲")).toBe(false);
  expect(holdsWords(["示例"], " ")).toBe(true);
});
