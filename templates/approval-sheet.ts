import type { DocumentData, OpinionData } from "./document-data.ts";
import { grid, type GridCell, type GridRow } from "./grid.ts";
import { inferredApprovalSheet } from "./inferred-approval.ts";
import { titleBlocks } from "./paper.ts";
import type { PdfBlock } from "./pdf-definition.ts";
import type { Pen } from "./pen.ts";
import { routeTrace } from "./route-trace.ts";
import { printSheet } from "./sheet.ts";
import { dayText } from "./value-text.ts";

/** Opinions of departments that the paper does not list, below the sheet: none is left out. */
function otherOpinions(pen: Pen, data: DocumentData): PdfBlock[] {
  const others = othersOf(data);
  if (others.length === 0) return [];
  const cell = (text: string, where: string): GridCell => ({
    lines: [{ inlines: pen.value(text, where), align: "left" }],
  });
  const rows = others.map((opinion): GridRow => {
    const name = `${opinion.signer}审批意见`;
    const signed =
      opinion.signedOn === null ? "签批时间：　　　年　　月　　日" : `签批时间：${dayText(opinion.signedOn)}`;
    return { heightMm: 12, cells: [cell(name, name), cell(opinion.text ?? "", name), cell(signed, name)] };
  });
  return [{ ...grid([28, 42, 30], rows), margin: [0, 4, 0, 0] }];
}

const othersOf = (data: DocumentData): OpinionData[] =>
  (data.approval?.opinions ?? []).filter(
    (opinion) => !data.profile.signers?.some((signer) => signer.id === opinion.signer),
  );

/** The combined approval sheet (综合审批意见单), with the reasons for the route on its second page. */
export function approvalSheet(pen: Pen, data: DocumentData): PdfBlock[] {
  const { approvalSheet: sheet } = data.profile;
  const trace = routeTrace(pen, data);
  const back: PdfBlock[] =
    trace.length === 0
      ? []
      : [
          {
            text: pen.fixed("办理路径判定依据", { bold: true, fontSize: 14 }),
            alignment: "center",
            pageBreak: "before",
            margin: [0, 0, 0, 4],
          },
          ...(data.lead === null ? [] : [{ text: pen.fixed(`牵头：${data.lead.zh}`) }]),
          ...trace,
        ];
  return [
    ...titleBlocks(pen, sheet.title, data, sheet.sheet === null),
    ...printSheet(sheet.sheet ?? inferredApprovalSheet(data.profile, othersOf(data).length), data, pen),
    ...otherOpinions(pen, data),
    ...back,
  ];
}
