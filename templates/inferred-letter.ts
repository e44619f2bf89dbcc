import type { Sheet, SheetCell } from "#shared/form.ts";
import type { Profile } from "#shared/profile.ts";

const label = (...lines: string[]): SheetCell => ({ lines, as: "label", span: 1, rowSpan: 1 });
const value = (lines: string[], span: number): SheetCell => ({ lines, as: "value", span, rowSpan: 1 });

/** The common layout (推定) of the commitment letter where the paper names or implies one and attaches none. */
export function inferredLetterSheet(profile: Profile): Sheet {
  const row = (...cells: SheetCell[]) => ({ heightMm: 10, cells });
  return {
    columns: [18, 32, 18, 32],
    above: [],
    rows: [
      row(
        label("承诺单位", `（${profile.commitmentLetter.promisor.label.zh}）`),
        value(["{letter.promisor}"], 1),
        label("法定代表人", "(负责人)"),
        value(["{letter.legalRepresentative}"], 1),
      ),
      row(label("单位地址"), value(["{letter.address}"], 3)),
      row(label("联系人"), value(["{letter.contact}"], 1), label("联系电话"), value(["{letter.phone}"], 1)),
      row(
        label("施工时间"),
        value(
          [
            "{letter.workFrom|year} 年 {letter.workFrom|month} 月 {letter.workFrom|day} 日起至 {letter.workTo|year} 年 {letter.workTo|month} 月 {letter.workTo|day} 日",
          ],
          3,
        ),
      ),
      row(label("施工地点", "(路段起止地点)"), value(["{letter.workSite}"], 3)),
      {
        heightMm: 105,
        cells: [
          label("承诺内容"),
          value(
            [
              "{promises}",
              "",
              "",
              "承诺单位：（签字、盖公章）",
              "",
              "承诺时间： {letter.promisedOn|year} 年 {letter.promisedOn|month} 月 {letter.promisedOn|day} 日",
            ],
            3,
          ),
        ],
      },
    ],
    below: [],
  };
}
