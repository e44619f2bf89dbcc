import { caseKind, statusLabel } from "#shared/case/case-status.ts";
import type { DeadlineLine } from "#shared/case/application.ts";
import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import type { ReadinessLine } from "#shared/contract/printers.ts";
import { READINESS_WORDS } from "#shared/contract/printer-text.ts";
import { ROUTES, type Route } from "#shared/profile/routing-rules.ts";
import type { Cell } from "#station/lib/spreadsheet-cell.ts";
import { CALLBACK_WORDS, CHANNEL_WORDS, chinaTime, DEADLINE_WORDS, markedTime, ROUTE_WORDS } from "./ledger-words.ts";
import { receptionRows, receptionTotals } from "./ledger-receptions.ts";

/** Names that only the caller knows: the hall's, and what a profile calls a utility. */
export type LedgerLabels = { hall: Bilingual; utility: (profileId: string, utilityId: string) => string };

type Line = DaySummaryView["lines"][number];
type Column = { title: Bilingual; width: number; cell: (line: Line, labels: LedgerLabels) => Cell };

function deadlineText(line: DeadlineLine): string {
  const due = line.dueAt === null ? line.dueOn : chinaTime(line.dueAt);
  const state = DEADLINE_WORDS[line.state].zh;
  return due === null ? `${line.label.zh}：${state}` : `${line.label.zh}：${due} 到期（${state}）`;
}

function callbackText({ label, status, dueOn }: NonNullable<Line["callbacks"]>[number]): string {
  const day = dueOn === null || status === "reached" || status === "refused" ? "" : `${dueOn} `;
  return `${label.zh}：${day}${CALLBACK_WORDS[status].zh}`;
}

/** Each supplement notice (一次告知) with its day; from the second on, the reason for another one. */
const supplementText = ({ supplements = [] }: Line): Cell =>
  supplements.length === 0
    ? null
    : supplements
        .map(
          ({ at, items, reasonForAnother }, i) =>
            `${chinaTime(at)} ${i === 0 ? "一次告知" : "再次告知"} ${items} 项${reasonForAnother === null ? "" : `，理由：${reasonForAnother}`}`,
        )
        .join("；");

/** Most viewers hide all but a cell's first line, so 、 and ； separate the items. */
const columns: Column[] = [
  { title: bilingual("受理编号", "Acceptance number"), width: 22, cell: (line) => line.acceptanceNumber },
  {
    title: bilingual("受理时间", "Accepted at"),
    width: 17,
    cell: (line) => markedTime(line.acceptedAt, line.isClockDoubted),
  },
  { title: bilingual("申请单位/人", "Applicant"), width: 28, cell: (line) => line.applicant },
  { title: bilingual("安装地址", "Site"), width: 36, cell: (line) => line.site },
  {
    title: bilingual("业务", "Utilities"),
    width: 20,
    cell: (line, labels) =>
      (line.service === undefined ? "" : `${line.service.zh}：`) +
      line.utilities.map((utility) => labels.utility(line.profileId, utility)).join("、"),
  },
  { title: bilingual("渠道", "Channel"), width: 8, cell: (line) => CHANNEL_WORDS[line.channel].zh },
  { title: bilingual("办理状态", "Status"), width: 10, cell: (line) => statusLabel(line.status, caseKind(line)).zh },
  {
    title: bilingual("办理路径", "Route"),
    width: 12,
    cell: (line) => (line.route === null ? null : ROUTE_WORDS[line.route].zh),
  },
  {
    title: bilingual("路径依据", "Basis of the route"),
    width: 48,
    cell: (line, labels) =>
      (line.routeBasis ?? [])
        .map((basis) => `${labels.utility(line.profileId, basis.utility)}：${basis.text.zh}（${basis.clause}）`)
        .join("；"),
  },
  { title: bilingual("首接责任人", "Duty holder"), width: 14, cell: (line) => line.dutyHolder },
  { title: bilingual("窗口", "Window"), width: 14, cell: (line) => line.window },
  { title: bilingual("时限", "Clocks"), width: 48, cell: (line) => line.deadlines.map(deadlineText).join("；") },
  { title: bilingual("同步状态", "Sync"), width: 10, cell: (line) => (line.synced ? "已同步" : "待同步") },
  { title: bilingual("补正", "Supplements asked for"), width: 40, cell: (line) => supplementText(line) },
  {
    title: bilingual("补录", "Entered later"),
    width: 40,
    cell: ({ outage }) =>
      outage === undefined
        ? null
        : `补录：纸质单 ${outage.paperNumber}，${outage.receivedByName} 收件，` +
          `${outage.enteredByName} 于 ${chinaTime(outage.enteredAt)} 录入（${outage.reason}）`,
  },
  {
    title: bilingual("回访", "Callback"),
    width: 30,
    cell: ({ callbacks }) => (callbacks === undefined ? null : callbacks.map(callbackText).join("；")),
  },
];

/** Column widths in characters, in the order of the columns. */
export const LEDGER_WIDTHS: readonly number[] = columns.map((column) => column.width);
/** Chinese, then English. */
export const LEDGER_HEADING_ROWS = 2;

const total = (title: Bilingual, value: Cell): Cell[] => [`${title.zh} ${title.en}`, value];
const isRoute = (text: string): text is Route => ROUTES.some((route) => route === text);

function readinessText({ station, status, at, by }: ReadinessLine): string {
  const who = at === null ? "" : `（${by ?? ""} ${chinaTime(at)}）`;
  return `${station}：${READINESS_WORDS[status].zh}${who}`;
}

function* totals(day: DaySummaryView, labels: LedgerLabels): Generator<Cell[]> {
  yield total(bilingual("大厅", "Hall"), labels.hall.zh);
  yield total(bilingual("日期", "Day"), day.on);
  yield total(bilingual("受理合计", "Accepted"), day.totals.accepted);
  for (const [route, count] of Object.entries(day.totals.byRoute))
    yield total(isRoute(route) ? ROUTE_WORDS[route] : bilingual("未定路径", "Route not decided"), count);
  yield total(bilingual("已超期", "Overdue"), day.totals.overdue);
  yield total(bilingual("今日到期", "Due today"), day.totals.dueToday);
  yield total(bilingual("待同步", "Not yet at the centre"), day.totals.unsynced);
  // Callbacks come long after intake, so these count the whole hall now.
  yield total(bilingual("全大厅待回访（当前）", "Callbacks open in the hall now"), day.totals.callbacks.open);
  yield total(bilingual("其中逾期未回访", "of them overdue"), day.totals.callbacks.overdue);
  yield total(bilingual("其中未定日期", "of them without a date"), day.totals.callbacks.undated);
  for (const line of day.readiness ?? [])
    yield total(bilingual(`打印机测试 ${line.printer}`, "Printer test"), readinessText(line));
}

/**
 * The ledger (日台账) as rows: two headings, one row per application, visits without a number, an empty row, the totals.
 */
export function* ledgerRows(day: DaySummaryView, labels: LedgerLabels): Generator<Cell[]> {
  yield columns.map((column) => column.title.zh);
  yield columns.map((column) => column.title.en);
  for (const line of day.lines) yield columns.map((column) => column.cell(line, labels));
  yield* receptionRows(day, labels);
  yield [];
  yield* totals(day, labels);
  yield* receptionTotals(day);
}
