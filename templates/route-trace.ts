import type { Route, RouteDecision, Verdict } from "../shared/routing-rules.ts";
import type { DocumentData } from "./document-data.ts";
import { grid, type GridCell, type GridRow } from "./grid.ts";
import type { PdfBlock } from "./pdf-definition.ts";
import type { Pen } from "./pen.ts";

/** The word each route prints. */
export const ROUTE_TEXT: Record<Route, string> = { commitment: "告知承诺", direct: "免审批直接办理", "joint-approval": "并联审批", blocked: "暂停承诺" };
const VERDICT_TEXT: Record<Verdict, string> = { met: "符合", "not-met": "不符合", unknown: "未知" };

/** The joint approval as the locality calls it, other routes by their common word. */
export const routeText = (data: DocumentData, decision: RouteDecision): string =>
  decision.route === "joint-approval" ? data.profile.routing.jointApproval.label.zh : ROUTE_TEXT[decision.route];

const SMALL = 9;

function reasonRows(pen: Pen, heading: string, decision: RouteDecision): GridRow[] {
  const left = (text: string): GridCell => ({ lines: [{ inlines: pen.fixed(text, { fontSize: SMALL }), align: "left" }] });
  const centre = (text: string, bold = false): GridCell => ({ lines: [{ inlines: pen.fixed(text, { fontSize: SMALL, bold }), align: "center" }] });
  const whole = (text: string): GridRow => ({ heightMm: 6, cells: [{ ...left(text), span: 4 }] });
  return [
    { heightMm: 7, cells: [{ span: 4, lines: [{ inlines: pen.fixed(heading, { bold: true }), align: "left" }] }] },
    { heightMm: 6, cells: [centre("判断", true), centre("结论", true), centre("依据条款", true), centre("文件原文", true)] },
    ...decision.reasons.map((reason) => ({
      heightMm: 6,
      cells: [left(reason.text.zh), centre(VERDICT_TEXT[reason.verdict]), centre(reason.clause), left(`“${reason.quote}”`)],
    })),
    ...(decision.missing.length === 0 ? [] : [whole(`尚未测得：${decision.missing.map((fact) => fact.text.zh).join("；")}`)]),
    ...(decision.assumptions.length === 0 ? [] : [whole(`本次判断所依的解释：${decision.assumptions.map((one) => one.text.zh).join("；")}`)]),
  ];
}

/** The trace of every route with its reasons, clauses and quoted words, one table for each utility. */
export function routeTrace(pen: Pen, data: DocumentData): PdfBlock[] {
  return data.routes.flatMap((decision): PdfBlock[] => {
    const utility = data.profile.utilities.find((one) => one.id === decision.utility);
    const heading = `${utility?.itemLabel.zh ?? decision.utility}：${routeText(data, decision)}${decision.letter ? "（附告知承诺书）" : ""}`;
    // The heading is a row of the table, so that it never stays behind at the foot of a page.
    return [{ ...grid([34, 9, 14, 43], reasonRows(pen, heading, decision), { headerRows: 2 }), margin: [0, 6, 0, 0] }];
  });
}
