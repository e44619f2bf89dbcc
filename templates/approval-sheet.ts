import type { DocumentData } from "./document-data.ts";
import { inferredApprovalSheet } from "./inferred-approval.ts";
import { titleBlocks } from "./paper.ts";
import type { PdfBlock } from "./pdf-definition.ts";
import type { Pen } from "./pen.ts";
import { routeTrace } from "./route-trace.ts";
import { printSheet } from "./sheet.ts";

/** The combined approval sheet (综合审批意见单), with the reasons for the route on its second page. */
export function approvalSheet(pen: Pen, data: DocumentData): PdfBlock[] {
  const { approvalSheet: sheet } = data.profile;
  const trace = routeTrace(pen, data);
  const back: PdfBlock[] =
    trace.length === 0
      ? []
      : [
          { text: pen.fixed("办理路径判定依据", { bold: true, fontSize: 14 }), alignment: "center", pageBreak: "before", margin: [0, 0, 0, 4] },
          ...(data.lead === null ? [] : [{ text: pen.fixed(`牵头：${data.lead.zh}（${data.profile.lead.clause}）`) }]),
          ...trace,
        ];
  return [...titleBlocks(pen, sheet.title, data, sheet.sheet === null), ...printSheet(sheet.sheet ?? inferredApprovalSheet(data.profile), data, pen), ...back];
}
