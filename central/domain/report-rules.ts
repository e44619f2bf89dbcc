import { z } from "zod";
import { AgencyReport } from "#shared/contract/centre/agency.ts";
import { FeedItem, ProgressStep } from "#shared/contract/centre/feed.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { addYears, type Instant, localDateOf } from "#shared/time/instant.ts";
import type { Agency } from "#central/db/agencies.ts";
import type { ReportLine } from "#central/db/agency-reports.ts";

/** A field that contradicts the case or what the agency said before. */
export type WrongField = { path: string; message: string };

/** What a report is checked against. */
export type ReportContext = {
  acceptedAt: Instant;
  now: Instant;
  /** What the agency said of the case before, oldest first. */
  before: readonly ReportLine[];
};

/** The steps in their order; `stopped` may come at any time before the connection. */
const ORDER: readonly ProgressStep[] = ["received", "survey-done", "plan-made", "under-construction", "connected"];

type Said<Kind extends FeedItem["kind"]> = { key: string; item: Extract<FeedItem, { kind: Kind }> };

/** What an agency said before of one kind, oldest first. */
function saidBefore<Kind extends AgencyReport["kind"]>(before: readonly ReportLine[], kind: Kind): Said<Kind>[] {
  const isOfKind = (item: FeedItem): item is Extract<FeedItem, { kind: Kind }> => item.kind === kind;
  return before.flatMap(({ key, body }) => {
    const item = FeedItem.safeParse(jsonIn(body)).data;
    return item !== undefined && isOfKind(item) ? [{ key, item }] : [];
  });
}

function wrongDate({ kind, on }: AgencyReport, { acceptedAt, now }: ReportContext): WrongField[] {
  const [from, today] = [localDateOf(acceptedAt), localDateOf(now)];
  const until = kind === "survey.dated" ? addYears(today, 1) : today;
  return on >= from && on <= until
    ? []
    : [
        {
          path: "on",
          message: `须在受理日 ${from} 至 ${until} 之间 / must lie between acceptance on ${from} and ${until}`,
        },
      ];
}

function wrongStep(report: AgencyReport, { before }: ReportContext): WrongField[] {
  if (report.kind !== "progress.reported") return [];
  const places = saidBefore(before, "progress.reported").map(({ item }) => ORDER.indexOf(item.step));
  const reached = ORDER[Math.max(-1, ...places)];
  const isBack =
    reached !== undefined && report.step !== "stopped" && ORDER.indexOf(report.step) < ORDER.indexOf(reached);
  const isPastEnd = reached === "connected" && report.step !== "connected";
  return [
    ...(isBack || isPastEnd
      ? [
          {
            path: "step",
            message: `本单位已报到 ${reached}，不能倒退 / this agency has reported ${reached}; steps do not go back`,
          },
        ]
      : []),
    ...(report.step === "stopped" && report.text.trim() === ""
      ? [{ path: "text", message: "停止须写明原因 / a stop needs its reason" }]
      : []),
  ];
}

function wrongReplacement(report: AgencyReport, { before }: ReportContext): WrongField[] {
  if (report.kind !== "opinion.given") return [];
  const last = saidBefore(before, "opinion.given").at(-1)?.key;
  if (report.replaces?.toLowerCase() === last) return [];
  return [
    {
      path: "replaces",
      message:
        last === undefined
          ? "本单位没有可替换的意见 / there is no opinion to replace"
          : `须为本单位上一次意见的编号 ${last} / must be ${last}, the key of this agency's last opinion`,
    },
  ];
}

/**
 * An opinion in one text, as windows of every release show it: conditions first, then what was said, then who signed it
 * under which number. Any other report is its text.
 */
export function textOfReport(report: AgencyReport): string {
  if (report.kind !== "opinion.given") return report.text;
  const { conditions, text, signedBy, documentNumber } = report;
  return [
    ...(conditions === undefined ? [] : [`附条件：${conditions}`]),
    ...(text === "" ? [] : [text]),
    ...(signedBy === undefined ? [] : [`签发：${signedBy}`]),
    ...(documentNumber === undefined ? [] : [`文号：${documentNumber}`]),
  ].join("；");
}

/** The longest text of an item in the feed. */
const MAX_ITEM_TEXT = 2000;

function wrongOpinion(report: AgencyReport): WrongField[] {
  if (report.kind !== "opinion.given") return [];
  return [
    ...(report.conditions !== undefined && !report.agrees
      ? [{ path: "conditions", message: "不同意的意见不附条件 / only who agrees sets conditions" }]
      : []),
    ...(textOfReport(report).length > MAX_ITEM_TEXT
      ? [
          {
            path: "text",
            message: `连同条件、签发人和文号须在 ${MAX_ITEM_TEXT} 字以内 / with conditions, signatory and number at most ${MAX_ITEM_TEXT} characters`,
          },
        ]
      : []),
  ];
}

/** Departments give opinions; utilities report dates and progress. */
export const wrongMatter = (report: AgencyReport, agency: Pick<Agency, "kind">): WrongField[] =>
  (report.kind === "opinion.given") === (agency.kind === "department")
    ? []
    : [{ path: "kind", message: "这一类信息不由本单位填报 / not this agency's to report" }];

/** What contradicts the case or what the agency said before; empty where nothing does. */
export const wrongFieldsOf = (report: AgencyReport, context: ReportContext): WrongField[] => [
  ...wrongDate(report, context),
  ...wrongStep(report, context),
  ...wrongReplacement(report, context),
  ...wrongOpinion(report),
];

/** The id of the item whose place a report takes; undefined where it takes none. */
export function replacedItem(report: AgencyReport, { before }: Pick<ReportContext, "before">): string | undefined {
  return report.kind === "progress.reported" ? undefined : saidBefore(before, report.kind).at(-1)?.item.id;
}

const Stored = z.looseObject({ kind: z.string() });

/** A report as the agency sent it. Of one that was stored as the feed's item only, what the centre added is left out. */
export function reportIn({ report, body }: Pick<ReportLine, "report" | "body">): AgencyReport {
  if (report !== null) return AgencyReport.parse(JSON.parse(report));
  const { id: _id, at: _at, by: _by, utility: _utility, ...sent } = Stored.parse(JSON.parse(body));
  return AgencyReport.parse(sent);
}
