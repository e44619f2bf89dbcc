import type { Sheet, SheetCell } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import type { PdfBlock } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";
import type { DocumentData } from "./document-data.ts";
import { printSheet } from "./layout.ts";
import { titleBlocks } from "./page.ts";

const label = (...lines: string[]): SheetCell => ({ lines, as: "label", span: 1, rowSpan: 1 });
const value = (lines: string[], span: number): SheetCell => ({ lines, as: "value", span, rowSpan: 1 });

/** The common layout (推定) of the commitment letter, if the policy names or implies one without attaching it. */
function inferredLetterSheet(profile: Profile): Sheet {
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
            "{letter.workFrom|year} 年 {letter.workFrom|month} 月 {letter.workFrom|day} 日起至 " +
              "{letter.workTo|year} 年 {letter.workTo|month} 月 {letter.workTo|day} 日",
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

/** The commitment letter (告知承诺书) of one utility; it never carries a signature of ours. */
export function commitmentLetter(pen: Pen, data: DocumentData): PdfBlock[] {
  const { commitmentLetter: letter } = data.profile;
  const utility = data.profile.utilities.find((one) => one.id === data.letter?.utility);
  const note: PdfBlock[] =
    utility === undefined
      ? []
      : [{ text: pen.fixed(`承诺事项：${utility.itemLabel.zh}外线工程`, { fontSize: 9 }), margin: [0, 6, 0, 0] }];
  return [
    ...titleBlocks(pen, letter.title, data, letter.sheet === null),
    ...printSheet(letter.sheet ?? inferredLetterSheet(data.profile), data, pen),
    ...note,
  ];
}
