import type { DocumentData } from "./document-data.ts";
import { inferredLetterSheet } from "./inferred-letter.ts";
import { titleBlocks } from "./paper.ts";
import type { PdfBlock } from "./pdf-definition.ts";
import type { Pen } from "./pen.ts";
import { printSheet } from "./sheet.ts";

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
