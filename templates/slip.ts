import { localDateOf } from "../shared/time.ts";
import { textCells, wrapCells } from "./cell-width.ts";
import { SLIP_FONTS, type Coverage } from "./coverage.ts";
import { dispatchTexts } from "./dispatch-text.ts";
import { markerText, qrContent, shortHash, type DocumentData } from "./document-data.ts";
import { dutyTexts } from "./duty-text.ts";
import { roleText } from "./places.ts";
import { SLIP_CELLS, type SlipLine, type SlipSize } from "./slip-line.ts";
import { splitRuns, type Unprintable } from "./text-runs.ts";
import { dayText, momentText } from "./value-text.ts";
import { clockText, contentLabel, noClockText, routeLines, utilitiesText, VOUCHER_TITLE } from "./voucher.ts";

/** A label and its value on one line, or the value below, indented, where both do not fit. */
function labelled(label: string, value: string): SlipLine[] {
  const plain = (text: string): SlipLine => ({ kind: "text", text, align: "left", size: "normal", bold: false });
  const head = `${label}：`;
  if (textCells(head) + textCells(value) <= SLIP_CELLS) return [plain(head + value)];
  return [plain(head), ...wrapCells(value, SLIP_CELLS - 2).map((line) => plain(`  ${line}`))];
}

/** Two texts at the two edges of one line, or each on lines of its own where both do not fit: what is too wide for the paper would not be printed. */
function columns(left: string, right: string, bold: boolean): SlipLine[] {
  if (textCells(left) + textCells(right) < SLIP_CELLS) return [{ kind: "columns", left, right, bold }];
  return [left, right].flatMap((text) => wrapCells(text, SLIP_CELLS)).map((text) => ({ kind: "text", text, align: "left", size: "normal", bold }));
}

/** What fits across the paper as bars; a longer number has its QR code. */
const BARCODE_TEXT = /^[\x20-\x7e]{1,22}$/;

const centred = (text: string, size: SlipSize, bold: boolean): SlipLine[] =>
  wrapCells(text, size === "large" ? SLIP_CELLS / 2 : SLIP_CELLS).map((line) => ({ kind: "text", text: line, align: "center", size, bold }));

/**
 * Composes the acceptance slip (受理小票): number, site, utilities, routes, clocks, who answers, and a QR code without personal data.
 * Phone numbers and identity numbers of the applicant are not on it. A character that no font draws appears as its code point and is listed.
 */
export function composeSlip(data: DocumentData, coverage: Coverage): { lines: SlipLine[]; unprintable: Unprintable[] } {
  const unprintable: Unprintable[] = [];
  const safe = (text: string | null, where: string): string => {
    const split = splitRuns(text ?? "", where, SLIP_FONTS, coverage);
    unprintable.push(...split.unprintable);
    return split.runs.map((run) => run.text).join("");
  };
  const { profile } = data;
  const routes = routeLines(data).flatMap(({ label, text }) => labelled(label, text));
  const marked = data.marker === "original" ? [] : centred(`【${markerText(data)}】`, "normal", true);
  const { reprint } = data;
  const again = reprint == null ? [] : [...labelled("补打人", safe(reprint.by, "补打人")), ...(reprint.why === null ? [] : labelled("补打原因", safe(reprint.why, "补打原因")))];
  const lines: SlipLine[] = [
    ...centred(safe(data.hall, "受理大厅"), "normal", false),
    ...centred(VOUCHER_TITLE, "large", true),
    ...marked,
    ...again,
    { kind: "rule" },
    ...centred("受理编号 No.", "normal", false),
    ...centred(data.number ?? "（未受理）", "large", true),
    // A reader for bar codes alone takes the number here, any other reader the QR code below.
    ...(data.number !== null && BARCODE_TEXT.test(data.number) ? [{ kind: "barcode" as const, content: data.number }] : []),
    { kind: "rule" },
    ...labelled("受理时间", data.acceptedAt === null ? "" : momentText(data.acceptedAt)),
    ...labelled("受理窗口", safe(data.window, "受理窗口")),
    ...labelled("申请人", safe(roleText(data, "applicant"), "申请人")),
    ...labelled("安装地址", safe(roleText(data, "site"), "安装地址")),
    ...(data.service == null ? [] : labelled("申请服务", data.service.label.zh)),
    ...labelled(contentLabel(data), utilitiesText(data)),
    { kind: "rule" },
    ...columns("办理路径", profile.documentNumber, true),
    ...(routes.length === 0 ? labelled("外线工程", data.service?.change === true ? "不涉及" : "无") : routes),
    ...columns("办理时限", `规则包 v${profile.version}`, true),
    ...(data.clocks.length === 0 ? centred(noClockText(data), "normal", false) : []),
    ...data.clocks.flatMap((clock) => labelled(clock.label.zh, clockText(clock))),
    { kind: "rule" },
    ...dutyTexts(data).flatMap(({ label, person }) => [...labelled(label, safe(`${person.name} ${person.phone}`, label)), ...labelled("所在单位", safe(person.organisation, "所在单位"))]),
    ...dispatchTexts(data).flatMap((sent) => labelled(sent.label, safe(sent.text, sent.label))),
    { kind: "qr", content: qrContent(data, "slip") },
    ...centred("凭受理编号查询办理进度", "normal", false),
    ...columns(`v${data.version} ${shortHash(data.hash)}`, dayText(localDateOf(data.madeAt)), false),
    { kind: "feed", lines: 3 },
    { kind: "cut" },
  ];
  return { lines, unprintable };
}
