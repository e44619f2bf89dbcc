import { localDateOf } from "#shared/time/instant.ts";
import { utilityName } from "#shared/profile/services.ts";
import {
  CLOCK_MARK,
  clockTexts,
  consentLines,
  correctionLines,
  dutyTexts,
  jointCheckText,
  personText,
} from "./record-text.ts";
import { assignmentTexts } from "./assignment-text.ts";
import type { DocumentDeadline, DocumentData } from "./document-data.ts";
import { grid, type GridCell, type GridRow } from "#templates/drawing/grid.ts";
import { titleBlocks } from "./page.ts";
import type { PdfBlock } from "#templates/drawing/pdf-definition.ts";
import type { Pen } from "#templates/drawing/pen.ts";
import { roleText } from "./places.ts";
import { routeText, routeTrace } from "./route-trace.ts";
import { dayText, momentText } from "./value-text.ts";

/** The title of the acceptance notice, which no policy names. */
export const NOTICE_TITLE = "联动报装受理通知书";

/** The printed text of a deadline: the last day, or what it waits for. */
export const deadlineText = (deadline: DocumentDeadline): string => {
  const note = deadline.note?.zh ?? null;
  if (deadline.dueAt !== null) return `${momentText(deadline.dueAt)}前${note === null ? "" : `（${note}）`}`;
  if (deadline.dueOn !== null) return `${dayText(deadline.dueOn)}前${note === null ? "" : `（${note}）`}`;
  return note ?? "时限未起算";
};

/** The names of the utilities applied for, in the profile's order. */
export const utilitiesText = (data: DocumentData): string =>
  data.profile.utilities
    .filter((utility) => data.utilities.includes(utility.id))
    .map((utility) => (data.service?.change === true ? utility.label.zh : utility.itemLabel.zh))
    .join("、");

/** What is asked of the utilities; a change of name connects nothing. */
export const contentLabel = (data: Pick<DocumentData, "service">): string =>
  data.service?.change === true ? "办理业务" : "报装内容";

/** Printed if the policy gives no time for the service. */
const NO_TERM = "文件未规定时限";
/** Printed if no deadline runs for the route, such as a commitment decided at once. */
const NO_DEADLINE = "没有须计算的时限";

/** Printed if there is no deadline, because a blank would look forgotten. */
export const noDeadlineText = (data: Pick<DocumentData, "service">): string =>
  data.service?.change === true ? NO_TERM : NO_DEADLINE;

/** Printed if no outside line has a route. */
export const noRouteText = (data: Pick<DocumentData, "service">): string =>
  data.service?.change === true ? "不涉及外线工程" : "无外线工程";

/** The route of each utility with an outside line, then the utilities without one, so that none looks forgotten. */
export function routeLines(data: DocumentData): { label: string; text: string }[] {
  const { profile, routes, utilities } = data;
  const decided = routes.map((decision) => ({
    label: utilityName(profile, decision.utility).zh,
    text: routeText(data, decision),
  }));
  if (routes.length === 0 || data.service?.change === true) return decided;
  const others = profile.utilities.filter(
    ({ id }) => utilities.includes(id) && !routes.some((decision) => decision.utility === id),
  );
  return [...decided, ...others.map(({ id }) => ({ label: utilityName(profile, id).zh, text: noRouteText(data) }))];
}

/** The note on a paper form that was entered later, with both times; the time of receipt counts. */
function lateRows({ lateEntry }: DocumentData, row: (name: string, text: string) => GridRow): GridRow[] {
  if (lateEntry == null) return [];
  const { paperNumber, receivedAt, receivedBy, enteredAt, enteredBy } = lateEntry;
  return [
    row(
      "补录",
      `应急纸质单 ${paperNumber}　收件：${momentText(receivedAt)} ${receivedBy}　录入：${momentText(enteredAt)} ${enteredBy}`,
    ),
  ];
}

/** The acceptance notice (受理通知书): number, routes with reasons, deadlines, case owner, and the place for the stamp. */
export function outcomeNotice(pen: Pen, data: DocumentData): PdfBlock[] {
  const { profile } = data;
  const label = (text: string): GridCell => ({ lines: [{ inlines: pen.fixed(text), align: "center" }] });
  const value = (text: string | null, where: string, span = 1): GridCell => ({
    span,
    lines: [{ inlines: pen.value(text ?? "", where), align: "left" }],
  });
  const lines = (texts: string[], where: string): GridCell => ({
    span: 3,
    lines: texts.map((text) => ({ inlines: pen.value(text, where), align: "left" })),
  });
  const row = (...cells: GridCell[]): GridRow => ({ heightMm: null, cells });
  const routes = routeLines(data).map(({ label: name, text }) => `${name}：${text}`);
  const [checked, corrected] = [jointCheckText(data), correctionLines(data)];
  return [
    ...titleBlocks(pen, NOTICE_TITLE, data, false),
    grid(
      [17, 35, 16, 32],
      [
        row(
          label("受理编号"),
          value(data.number ?? "（未受理）", "受理编号"),
          label("受理时间"),
          value(data.acceptedAt === null ? null : momentText(data.acceptedAt), "受理时间"),
        ),
        ...clockTexts(data).map((text) => row(label(CLOCK_MARK), value(text, CLOCK_MARK, 3))),
        ...lateRows(data, (name, text) => row(label(name), value(text, name, 3))),
        row(label("受理大厅"), value(data.hall, "受理大厅"), label("受理窗口"), value(data.window, "受理窗口")),
        row(label("申请人"), value(roleText(data, "applicant"), "申请人", 3)),
        row(label("安装地址"), value(roleText(data, "site"), "安装地址", 3)),
        row(
          label("联系人"),
          value(roleText(data, "contact"), "联系人"),
          label("联系电话"),
          value(roleText(data, "phone"), "联系电话"),
        ),
        ...(data.service == null
          ? []
          : [
              row(
                label("申请服务"),
                value(
                  `${data.service.label.zh}${data.service.previousApplication === null ? "" : `　原报装 ${data.service.previousApplication}`}`,
                  "申请服务",
                  3,
                ),
              ),
            ]),
        row(label(contentLabel(data)), value(utilitiesText(data), contentLabel(data), 3)),
        row(label("办理路径"), lines(routes.length === 0 ? [noRouteText(data)] : routes, "办理路径")),
        ...(data.lead === null ? [] : [row(label("联审牵头"), value(data.lead.zh, "联审牵头", 3))]),
        row(
          label("办理时限"),
          lines(
            data.deadlines.length === 0
              ? [noDeadlineText(data)]
              : data.deadlines.map((deadline) => `${deadline.label.zh}：${deadlineText(deadline)}`),
            "办理时限",
          ),
        ),
        ...(checked === null ? [] : [row(label("共同核对"), value(checked, "共同核对", 3))]),
        ...(corrected.length === 0 ? [] : [row(label("更正"), lines(corrected, "更正"))]),
        ...(data.consent == null ? [] : [row(label("帮办代办"), lines(consentLines(data.consent), "帮办代办"))]),
        ...dutyTexts(data).map((duty) => row(label(duty.label), value(personText(duty.person, "　"), duty.label, 3))),
        ...assignmentTexts(data).map((sent) => row(label(sent.label), value(sent.text, sent.label, 3))),
        row(
          label("规则依据"),
          value(
            `${profile.documentNumber}《${profile.title.text}》（地方规则 ${profile.id} v${profile.version}）`,
            "规则依据",
            3,
          ),
        ),
      ],
    ),
    { text: pen.fixed("请妥善保管本通知书，凭受理编号查询办理进度。", { fontSize: 9 }), margin: [0, 6, 0, 0] },
    {
      unbreakable: true,
      margin: [0, 16, 0, 0],
      stack: [
        { text: pen.fixed("受理单位（盖章）："), alignment: "right", margin: [0, 0, 110, 12] },
        {
          text: pen.fixed(data.acceptedAt === null ? "　　　年　　月　　日" : dayText(localDateOf(data.acceptedAt))),
          alignment: "right",
          margin: [0, 0, 60, 20],
        },
      ],
    },
    ...routeTrace(pen, data, pen.fixed("办理路径判定依据", { bold: true, fontSize: 12 })),
  ];
}
