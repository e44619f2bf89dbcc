import type { Bilingual } from "#shared/lib/bilingual.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { localDateOf } from "#shared/time/instant.ts";
import type { DocumentData } from "./document-data.ts";
import { CLOCK_MARK, clockTexts, dutyTexts, personText } from "./record-text.ts";
import { grid, type GridCell, type GridRow } from "#templates/drawing/grid.ts";
import { titleBlocks } from "./page.ts";
import type { PdfBlock } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";
import { roleText } from "./places.ts";
import { dayText, momentText } from "./value-text.ts";
import { utilitiesText } from "./voucher.ts";

/** Every numbered notice. */
export const NOTICE_KINDS = [
  "received-notice",
  "supplement-notice",
  "tolerance-notice",
  "refusal-notice",
  "withdrawal-notice",
  "letter-void-note",
] as const;
/**
 * The numbered documents beside the acceptance notice: for a visit received or refused, and about acts after intake
 * (凭证、通知书、回执).
 */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

type Wording = {
  title: Bilingual;
  opening: string;
  listed: string | null;
  /** The name of a reason beside a list. */ reason: string;
  closing: string;
};

/** Our own wording, as no policy prescribes one. Article 32 of 行政许可法 requires that everything is told at once. */
const WORDINGS: Record<NoticeKind, Wording> = {
  "received-notice": {
    title: bilingual("收件凭证", "Voucher of receipt"),
    opening: "本窗口已收到您（单位）的联动报装申请和下列材料，尚未受理：",
    listed: "收到的材料",
    reason: "待受理原因",
    closing: "本凭证只证明收到，不是受理通知书；受理后另发受理通知书，不予受理的另发通知书。",
  },
  "supplement-notice": {
    title: bilingual("一次性告知补正通知书", "Supplement notice"),
    opening: "您（单位）提交的联动报装申请尚需补正。需要补正的全部内容一次告知如下：",
    listed: "需补正内容",
    reason: "再次告知理由",
    closing: "补正期间，办理时限暂停计算；补正完成后继续计算。",
  },
  "tolerance-notice": {
    title: bilingual("容缺受理告知书", "Tolerance notice"),
    opening: "您（单位）提交的联动报装申请已容缺受理。请在约定日期前补齐下列材料：",
    listed: "待补材料",
    reason: "理由",
    closing: "逾期未补齐的，由值班主管核实后确认容缺失效，不会自动终止办理。",
  },
  "refusal-notice": {
    title: bilingual("不予受理通知书", "Refusal notice"),
    opening: "您（单位）提交的联动报装申请不予受理，理由如下：",
    listed: null,
    reason: "理由",
    closing: "如有异议，可向上列责任人或值班主管提出。",
  },
  "withdrawal-notice": {
    title: bilingual("撤回申请回执", "Withdrawal receipt"),
    opening: "您（单位）撤回联动报装申请，本窗口已登记，理由如下：",
    listed: null,
    reason: "理由",
    closing: "需要时可重新提出申请。",
  },
  "letter-void-note": {
    title: bilingual("承诺书失效说明", "Note on a commitment letter no longer valid"),
    opening: "经联合踏勘重新判定办理路径，下列告知承诺书自本说明之日起失效，原件随案保存，不予销毁：",
    listed: "失效的承诺书",
    reason: "失效理由",
    closing: "上述外线工程改按重新判定的办理路径办理；须经审批的，未经批准不得施工。",
  },
};

/** The title of a notice. */
export const noticeTitle = (kind: NoticeKind): string => WORDINGS[kind].title.zh;

/** Composes a numbered notice; `data.notice` says what it is about. */
export function notice(pen: Pen, data: DocumentData, kind: NoticeKind): PdfBlock[] {
  const wording = WORDINGS[kind];
  const about = data.notice;
  const label = (text: string): GridCell => ({ lines: [{ inlines: pen.fixed(text), align: "center" }] });
  const value = (text: string | null, where: string): GridCell => ({
    span: 3,
    lines: [{ inlines: pen.value(text ?? "", where), align: "left" }],
  });
  const lines = (texts: string[], where: string): GridCell => ({
    span: 3,
    lines: texts.map((text) => ({ inlines: pen.value(text, where), align: "left" })),
  });
  const row = (...cells: GridCell[]): GridRow => ({ heightMm: null, cells });
  const items = (about?.items ?? []).map((item, i) => `${i + 1}. ${item}`);
  return [
    ...titleBlocks(pen, wording.title.zh, data, false),
    { text: pen.fixed(wording.opening, { fontSize: 11 }), margin: [0, 8, 0, 8] },
    grid(
      [17, 35, 16, 32],
      [
        row(label(kind === "received-notice" ? "凭证编号" : "通知书编号"), value(about?.number ?? "（预览）", "编号")),
        row(label("受理编号"), value(data.number ?? "（未受理）", "受理编号")),
        row(label("申请人"), value(roleText(data, "applicant"), "申请人")),
        row(label("安装地址"), value(roleText(data, "site"), "安装地址")),
        row(label("报装内容"), value(utilitiesText(data), "报装内容")),
        ...(wording.listed === null
          ? [row(label("理由"), value(about?.reason ?? "", "理由"))]
          : [row(label(wording.listed), lines(items, wording.listed))]),
        ...(about?.reason != null && wording.listed !== null
          ? [row(label(wording.reason), value(about.reason, wording.reason))]
          : []),
        ...(about?.dueOn == null ? [] : [row(label("补齐期限"), value(dayText(about.dueOn), "补齐期限"))]),
        ...(about?.goTo == null ? [] : [row(label("请向此处申请"), value(about.goTo, "请向此处申请"))]),
        ...(kind === "received-notice" && about !== null
          ? [
              row(
                label("收件时间"),
                value(
                  `${momentText(about.at)}　${data.hall ?? ""}${data.window === null ? "" : `　${data.window}`}`,
                  "收件时间",
                ),
              ),
            ]
          : []),
        ...clockTexts(data).map((text) => row(label(CLOCK_MARK), value(text, CLOCK_MARK))),
        ...dutyTexts(data).map((duty) => row(label(duty.label), value(personText(duty.person, "　"), duty.label))),
        row(
          label("规则依据"),
          value(`${data.profile.documentNumber}（地方规则 ${data.profile.id} v${data.profile.version}）`, "规则依据"),
        ),
      ],
    ),
    { text: pen.fixed(wording.closing, { fontSize: 10 }), margin: [0, 8, 0, 0] },
    {
      unbreakable: true,
      margin: [0, 24, 0, 0],
      stack: [
        {
          text: pen.fixed(`${kind === "received-notice" ? "收件" : "受理"}单位（盖章）：`),
          alignment: "right",
          margin: [0, 0, 110, 12],
        },
        {
          text: pen.fixed(about === null ? "　　　年　　月　　日" : dayText(localDateOf(about.at))),
          alignment: "right",
          margin: [0, 0, 60, 20],
        },
      ],
    },
  ];
}
