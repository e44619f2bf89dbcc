import type { DutyHolder } from "#shared/application.ts";
import type { DocumentView } from "#shared/contract/calls.ts";
import type { Route } from "#shared/routing-rules.ts";
import { ROUTE_WORDS } from "#station/ledger/ledger-words.ts";
import type { Hall } from "#station/services/hall.ts";
import { table } from "./table.ts";

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
  "已上报 At the centre",
];

/** Sets out what the demonstration made, one line per application and one per ledger. */
export function demoTable(hall: Hall, made: Made[], ledgers: MadeLedger[]): string {
  const lines = made.map((each) => {
    const { name } = hall.profiles.get(each.profile).profile;
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
