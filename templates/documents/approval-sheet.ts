import type { Sheet, SheetCell } from "#shared/profile/form.ts";
import type { Profile } from "#shared/profile/profile.ts";
import { grid, type GridCell, type GridRow } from "#templates/drawing/grid.ts";
import type { PdfBlock } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";
import type { DocumentData, OpinionData } from "./document-data.ts";
import { printSheet } from "./layout.ts";
import { clockNote, titleBlocks } from "./page.ts";
import { routeTrace } from "./route-trace.ts";
import { dayText } from "./value-text.ts";

const label = (...lines: string[]): SheetCell => ({ lines, as: "label", span: 1, rowSpan: 1 });
const value = (lines: string[], span: number): SheetCell => ({ lines, as: "value", span, rowSpan: 1 });

/** Blank opinion blocks to fill in by hand if the policy does not say who signs; no department is made up. */
const UNNAMED_BLOCKS = 4;

function opinionRows(profile: Profile, given: number): Sheet["rows"] {
  if (profile.signers === null) {
    return Array.from({ length: Math.max(0, UNNAMED_BLOCKS - given) }, () => ({
      heightMm: 25,
      cells: [
        label("审批部门", "（本地文件未列明", "签批部门）"),
        value(["审批部门：", "审批意见：", "", "签批时间：　　　年　　月　　日"], 3),
      ],
    }));
  }
  return profile.signers.map((signer) => ({
    heightMm: 24,
    cells: [
      label(signer.label.zh, "审批意见"),
      value(
        [
          `{opinion ${signer.id}}`,
          "",
          `签批时间： {opinionDate ${signer.id}|year} 年 {opinionDate ${signer.id}|month} 月 {opinionDate ${signer.id}|day} 日`,
        ],
        3,
      ),
    ],
  }));
}

/**
 * The common layout (推定) of the combined approval sheet, if the policy attaches none. `given` opinions of unnamed
 * departments replace blank blocks.
 */
function inferredApprovalSheet(profile: Profile, given: number): Sheet {
  const row = (...cells: SheetCell[]) => ({ heightMm: 10, cells });
  return {
    columns: [20, 30, 18, 32],
    above: [],
    rows: [
      row(label("项目代码"), value(["{approval.projectCode}"], 3)),
      row(
        label("申请单位"),
        value(["{approval.applicant}"], 1),
        label("法定代表人", "(负责人)"),
        value(["{approval.legalRepresentative}"], 1),
      ),
      row(label("单位地址"), value(["{approval.address}"], 3)),
      row(label("联系人"), value(["{approval.contact}"], 1), label("联系电话"), value(["{approval.phone}"], 1)),
      row(
        label("施工时间"),
        value(
          [
            "{approval.workFrom|year} 年 {approval.workFrom|month} 月 {approval.workFrom|day} 日起至 " +
              "{approval.workTo|year} 年 {approval.workTo|month} 月 {approval.workTo|day} 日",
          ],
          3,
        ),
      ),
      row(label("报装接入地点", "(详细路段地址)"), value(["{approval.workSite}"], 3)),
      ...opinionRows(profile, given),
    ],
    below: [],
  };
}

/** An opinion with the reason why its department signs, if the rules do not name it. */
const textOf = ({ text, reason }: OpinionData): string =>
  `${text ?? ""}${reason === undefined ? "" : `（由其签批的理由：${reason}）`}`;

const NOTE_SIZE = 9;

/** Why places for an opinion say 不涉及, or that none was given, below the sheet. */
const opinionNotes = (pen: Pen, data: DocumentData): PdfBlock[] =>
  (data.approval?.notes ?? []).map((note) => ({
    text: pen.value(note, "审批意见说明", { fontSize: NOTE_SIZE }),
    margin: [0, 4, 0, 0],
  }));

/** Opinions of departments that the policy does not list, below the sheet, so that none is left out. */
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
    return { heightMm: 12, cells: [cell(name, name), cell(textOf(opinion), name), cell(signed, name)] };
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
    ...opinionNotes(pen, data),
    ...clockNote(pen, data),
    ...back,
  ];
}
