import type { DutyHolder } from "#shared/case/application.ts";
import type { DocumentView } from "#shared/contract/documents.ts";
import type { Route } from "#shared/profile/routing-rules.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { ROUTE_WORDS } from "#station/supervision/ledger-words.ts";
import { textCells } from "#templates/drawing/cell-width.ts";

const padded = (text: string, cells: number): string => text + " ".repeat(Math.max(0, cells - textCells(text)));

/** Sets rows out as columns for a terminal, where a Chinese character takes two cells; the first row is ruled off. */
function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => textCells(row[at] ?? ""))));
  const lines = rows.map((row) =>
    widths
      .map((width, at) => padded(row[at] ?? "", width))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [...lines.slice(0, 1), rule, ...lines.slice(1)].join("\n");
}

/** What became of one sample. */
export type Made = {
  profile: string;
  number: string;
  id: string;
  acceptanceNumber: string;
  route: Route | null;
  dutyHolder: DutyHolder;
  files: string[];
  specimens: string[];
  unprintable: DocumentView["unprintable"];
  synced: boolean;
};

/** The ledger of one day. */
export type MadeLedger = { date: string; rows: number; files: string[] };

const HEADINGS = [
  "地方 Locality",
  "受理编号 Number",
  "办理路径 Route",
  "首接责任人 Duty holder",
  "文书 Papers",
  "缺字 Missing",
  "已同步 At the centre",
];

/** Sets out what the demonstration made, one line per application and one per ledger. */
export function demoTable(context: StationContext, made: Made[], ledgers: MadeLedger[]): string {
  const lines = made.map((each) => {
    const { name } = context.profiles.get(each.profile).profile;
    const route = each.route === null ? "—" : `${ROUTE_WORDS[each.route].zh} ${ROUTE_WORDS[each.route].en}`;
    return [
      `${name.zh} ${name.en}`,
      each.acceptanceNumber,
      route,
      each.dutyHolder.name,
      String(each.files.length),
      String(each.unprintable.length),
      each.synced ? "是 yes" : "否 no",
    ];
  });
  const books = ledgers.map((each) => `日台账 Ledger ${each.date}：${each.files.join(" ")}（${each.rows}）`);
  return `\n${[table([HEADINGS, ...lines]), "", ...books].join("\n")}\n`;
}
