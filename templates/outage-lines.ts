import type { DocumentData } from "./document-data.ts";
import type { PdfBlock } from "./pdf-definition.ts";
import type { Pen } from "./pen.ts";

const BLANK = "＿＿＿＿＿＿";

/** The foot of a paper form for an outage (应急纸质单): its number in large, and who took it in and when, by hand. */
export function outageLines(pen: Pen, data: DocumentData): PdfBlock[] {
  const line = (text: string): PdfBlock => ({ text: pen.fixed(text), margin: [0, 4, 0, 0] });
  return [
    {
      unbreakable: true,
      margin: [0, 5, 0, 0],
      stack: [
        { text: pen.value(`应急纸质单编号：${data.number ?? ""}`, "纸质单编号", { bold: true, fontSize: 12 }) },
        {
          text: pen.fixed(
            "停电、断网或系统故障时使用；恢复后由经办人补录，时限自收件时间起算。一单一件，涂改或写坏请作废。",
            { fontSize: 9 },
          ),
          margin: [0, 2, 0, 0],
        },
        line(`收件人（签名）：${BLANK}　　收件时间：＿＿＿＿年＿＿月＿＿日＿＿时＿＿分`),
        line(`申请人（签名）：${BLANK}　　补录人（签名）：${BLANK}　　补录时间：${BLANK}`),
      ],
    },
  ];
}
