import { bilingual, type Bilingual } from "#shared/lib/bilingual.ts";
import type { DaySummaryView } from "#shared/contract/day-summary.ts";
import { rateText } from "#shared/case/on-behalf-figures.ts";
import { RECEPTION_NAMES, type ReceptionLine } from "#shared/case/reception.ts";
import type { Cell } from "#station/lib/spreadsheet-cell.ts";
import { CHANNEL_WORDS, markedTime } from "./ledger-words.ts";
import type { LedgerLabels } from "./ledger-rows.ts";

type Column = { title: Bilingual; cell: (line: ReceptionLine, labels: LedgerLabels) => Cell };

const columns: Column[] = [
  { title: bilingual("凭证编号", "Voucher number"), cell: (line) => line.number },
  { title: bilingual("时间", "At"), cell: (line) => markedTime(line.at, line.isClockDoubted) },
  { title: bilingual("申请单位/人", "Applicant"), cell: (line) => line.applicant },
  {
    title: bilingual("结果", "Result"),
    cell: (line) =>
      line.acceptedAs !== null
        ? `已受理 ${line.acceptedAs}`
        : `${RECEPTION_NAMES[line.kind].zh}${line.replaced ? "（已有后续凭证）" : ""}`,
  },
  {
    title: bilingual("业务", "Utilities"),
    cell: (line, labels) => line.utilities.map((utility) => labels.utility(line.profileId, utility)).join("、"),
  },
  { title: bilingual("渠道", "Channel"), cell: (line) => CHANNEL_WORDS[line.channel].zh },
  { title: bilingual("理由", "Reason"), cell: (line) => line.reason },
  { title: bilingual("首接责任人", "Duty holder"), cell: (line) => line.operator },
  { title: bilingual("同步状态", "Sync"), cell: (line) => (line.synced ? "已同步" : "待同步") },
];

/** Visits received or refused without an acceptance number (收件、不予受理), after an empty row; nothing if none. */
export function* receptionRows(day: DaySummaryView, labels: LedgerLabels): Generator<Cell[]> {
  if (day.receptions.length === 0) return;
  yield [];
  yield columns.map((column) => column.title.zh);
  yield columns.map((column) => column.title.en);
  for (const line of day.receptions) yield columns.map((column) => column.cell(line, labels));
}

const total = (title: Bilingual, value: Cell): Cell[] => [`${title.zh} ${title.en}`, value];
const rate = (permille: number | null): string => rateText(permille) ?? "无（当日没有）";

/** The totals of such visits and of entries on behalf (帮办代办); nothing if none. */
export function* receptionTotals({ receptions, onBehalf }: DaySummaryView): Generator<Cell[]> {
  if (receptions.length > 0) {
    yield total(
      bilingual("收件凭证", "Vouchers of receipt"),
      receptions.filter((line) => line.kind === "received").length,
    );
    yield total(
      bilingual("不予受理（未编受理号）", "Refused before a number"),
      receptions.filter((line) => line.kind === "refused").length,
    );
  }
  if (onBehalf.requests === 0) return;
  yield total(bilingual("帮办代办请求", "Requests on behalf"), onBehalf.requests);
  yield total(
    bilingual("帮办代办响应率", "Response rate"),
    `${rate(onBehalf.responsePermille)}${onBehalf.fewRequests ? "（件数少，仅供参考）" : ""}`,
  );
  yield total(
    bilingual("帮办代办解决率", "Resolution rate"),
    `${rate(onBehalf.resolutionPermille)}${onBehalf.fewRequests ? "（件数少，仅供参考）" : ""}`,
  );
  yield total(bilingual("帮办代办满意度", "Satisfaction"), "未评价");
}
