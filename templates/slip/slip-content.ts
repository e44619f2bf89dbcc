import { localDateOf } from "#shared/time/instant.ts";
import { CLOCK_MARK, clockTexts, correctionLines } from "#templates/documents/record-text.ts";
import { assignmentTexts } from "#templates/documents/assignment-text.ts";
import { markerText, qrContent, shortHash, type DocumentData } from "#templates/documents/document-data.ts";
import { dutyTexts } from "#templates/documents/record-text.ts";
import { roleText } from "#templates/documents/places.ts";
import type { SlipSize } from "./slip-line.ts";
import { dayText, momentText } from "#templates/documents/value-text.ts";
import {
  deadlineText,
  contentLabel,
  noDeadlineText,
  routeLines,
  utilitiesText,
  NOTICE_TITLE,
} from "#templates/documents/voucher.ts";

/**
 * One statement of the slip, independent of the paper's width; `where` names it to the clerk if one of its characters
 * cannot be printed.
 */
export type SlipItem =
  | { kind: "centred"; text: string; where: string; size: SlipSize; bold: boolean }
  | { kind: "fact"; label: string; value: string }
  | { kind: "remark"; text: string; where: string }
  | { kind: "columns"; left: string; right: string; bold: boolean }
  | { kind: "rule" }
  | { kind: "qr"; content: string }
  | { kind: "barcode"; content: string };

/** The longest number that fits across 80 mm as bars; a longer one has only its QR code. */
const BARCODE_TEXT = /^[\x20-\x7e]{1,22}$/;

const fact = (label: string, value: string): SlipItem => ({ kind: "fact", label, value });
const centred = (text: string, where: string, size: SlipSize, bold: boolean): SlipItem => ({
  kind: "centred",
  text,
  where,
  size,
  bold,
});

/**
 * The content of the acceptance slip (受理小票): number, site, utilities, routes, deadlines, case owner, and a QR code
 * without personal data. The applicant's phone and identity numbers are not on it.
 */
export function slipContent(data: DocumentData): SlipItem[] {
  const { profile, reprint } = data;
  const routes = routeLines(data).map(({ label, text }) => fact(label, text));
  return [
    centred(data.hall ?? "", "受理大厅", "normal", false),
    centred(NOTICE_TITLE, "标题", "large", true),
    ...(data.marker === "original" ? [] : [centred(`【${markerText(data)}】`, "标记", "normal", true)]),
    ...(reprint == null
      ? []
      : [fact("补打人", reprint.by), ...(reprint.why === null ? [] : [fact("补打原因", reprint.why)])]),
    { kind: "rule" },
    centred("受理编号 No.", "受理编号", "normal", false),
    centred(data.number ?? "（未受理）", "受理编号", "large", true),
    // A scanner for barcodes only reads the number here; any other reads the QR code below.
    ...(data.number !== null && BARCODE_TEXT.test(data.number)
      ? [{ kind: "barcode" as const, content: data.number }]
      : []),
    { kind: "rule" },
    fact("受理时间", data.acceptedAt === null ? "" : momentText(data.acceptedAt)),
    ...clockTexts(data).map((text) => fact(CLOCK_MARK, text)),
    fact("受理窗口", data.window ?? ""),
    fact("申请人", roleText(data, "applicant") ?? ""),
    fact("安装地址", roleText(data, "site") ?? ""),
    ...(data.service == null ? [] : [fact("申请服务", data.service.label.zh)]),
    fact(contentLabel(data), utilitiesText(data)),
    { kind: "rule" },
    { kind: "columns", left: "办理路径", right: profile.documentNumber, bold: true },
    ...(routes.length === 0 ? [fact("外线工程", data.service?.change === true ? "不涉及" : "无")] : routes),
    { kind: "columns", left: "办理时限", right: `地方规则 v${profile.version}`, bold: true },
    ...(data.deadlines.length === 0
      ? [{ kind: "remark" as const, text: noDeadlineText(data), where: "办理时限" }]
      : []),
    ...data.deadlines.map((deadline) => fact(deadline.label.zh, deadlineText(deadline))),
    { kind: "rule" },
    ...dutyTexts(data).flatMap(({ label, person }) => [
      fact(label, `${person.name} ${person.phone}`),
      fact("所在单位", person.organisation),
    ]),
    ...correctionLines(data).map((text) => fact("更正", text)),
    ...assignmentTexts(data).map((sent) => fact(sent.label, sent.text)),
    { kind: "qr", content: qrContent(data, "slip") },
    centred("凭受理编号查询办理进度", "固定文字", "normal", false),
    {
      kind: "columns",
      left: `v${data.version} ${shortHash(data.hash)}`,
      right: dayText(localDateOf(data.madeAt)),
      bold: false,
    },
  ];
}
