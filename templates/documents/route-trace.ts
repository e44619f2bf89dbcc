import type { Route, RouteDecision, ConditionResult } from "#shared/profile/routing-rules.ts";
import { utilityName } from "#shared/profile/services.ts";
import type { DocumentData } from "./document-data.ts";
import { CELL_PADDING, grid, type GridCell, type GridRow } from "#templates/drawing/grid.ts";
import type { PdfBlock, PdfInline } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";

/** The printed name of each route. */
export const ROUTE_TEXT: Record<Route, string> = {
  commitment: "告知承诺",
  direct: "免审批直接办理",
  "joint-approval": "并联审批",
  blocked: "暂停承诺",
};
const RESULT_TEXT: Record<ConditionResult, string> = { met: "符合", "not-met": "不符合", unknown: "未知" };

/** The locality's name for the joint approval; the common name for other routes. */
export const routeText = (data: DocumentData, decision: RouteDecision): string =>
  decision.route === "joint-approval" ? data.profile.routing.jointApproval.label.zh : ROUTE_TEXT[decision.route];

const SMALL = 9;

const unruled = (inlines: PdfInline[]): GridCell => ({
  unruled: true,
  lines: [{ inlines, align: "left", indent: -CELL_PADDING }],
});

function reasonRows(pen: Pen, heading: string, decision: RouteDecision): GridRow[] {
  const left = (text: string): GridCell => ({
    lines: [{ inlines: pen.fixed(text, { fontSize: SMALL }), align: "left" }],
  });
  const centre = (text: string, bold = false): GridCell => ({
    lines: [{ inlines: pen.fixed(text, { fontSize: SMALL, bold }), align: "center" }],
  });
  return [
    { heightMm: 7, cells: [{ span: 4, lines: [{ inlines: pen.fixed(heading, { bold: true }), align: "left" }] }] },
    {
      heightMm: 6,
      cells: [centre("判断", true), centre("结论", true), centre("依据条款", true), centre("文件原文", true)],
    },
    ...decision.reasons.map((reason, index) => {
      const again = index > 0 && decision.reasons[index - 1]?.quote === reason.quote;
      return {
        heightMm: 6,
        cells: [
          left(reason.text.zh),
          centre(RESULT_TEXT[reason.verdict]),
          centre(reason.clause),
          left(again ? "同上" : reason.quote),
        ],
      };
    }),
    ...decision.missing.map((fact) => ({ heightMm: 6, cells: [{ ...left(fact.text.zh), span: 4 }] })),
  ];
}

/** The interpretations behind the decisions, each once, as they are mostly the same for every utility. */
function assumptionLines(pen: Pen, data: DocumentData): PdfBlock[] {
  const texts = new Map(
    data.routes.flatMap((decision) => decision.assumptions.map((one) => [one.id, one.text.zh] as const)),
  );
  const [first, ...others] = [...texts.values()].map((text, index): PdfBlock => ({
    text: pen.fixed(`${index + 1}. ${text}`, { fontSize: SMALL }),
    margin: [0, 1, 0, 1],
  }));
  const heading: PdfBlock = { text: pen.fixed("上述判断所依的解释", { bold: true }), margin: [0, 8, 0, 2] };
  return first === undefined ? [] : [{ unbreakable: true, stack: [heading, first] }, ...others];
}

/**
 * The trace of every route with its reasons, clauses and quotes: one table for each utility, then the
 * interpretations. A title is its table's first row, because a line of text alone could stay behind on the page
 * before.
 */
export function routeTrace(pen: Pen, data: DocumentData, title: PdfInline[] | null = null): PdfBlock[] {
  const tables = data.routes.map((decision, index): PdfBlock => {
    const heading = `${utilityName(data.profile, decision.utility).zh}：${routeText(data, decision)}${decision.letter ? "（附告知承诺书）" : ""}`;
    // The heading is a row of the table, so that it is never alone at the foot of a page.
    const titled: GridRow[] =
      title === null || index > 0
        ? []
        : [{ heightMm: 8, cells: [unruled(title), unruled([]), unruled([]), unruled([])] }];
    return {
      ...grid([37, 9, 13, 41], [...titled, ...reasonRows(pen, heading, decision)], { headerRows: titled.length + 2 }),
      margin: [0, 6, 0, 0],
    };
  });
  return [...tables, ...assumptionLines(pen, data)];
}
