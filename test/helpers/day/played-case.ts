import { expect } from "vitest";
import { listAudit } from "#station/db/audit.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { squash } from "#test/helpers/read-pdf.ts";
import { PEOPLE, type DayStation, type Person } from "./day-hall.ts";
import type { LedgerLine } from "./day-ledger.ts";
import type { LedgerWords, Visit } from "./day-story.ts";
import { readPrintedSet } from "./printed-set.ts";

const IDS: Record<Person, string> = { clerkA: "clerk-1", clerkB: "clerk-2", supervisor: "supervisor-1" };

/** Who did what to a case, in order: a verb of the audit and the person. */
export type Deed = [verb: string, by: Person];

/** A case that was played, with what the audit log, the ledger and the tray must have of it. */
export type PlayedCase = {
  number: string;
  visit: Pick<Visit, "visitor" | "utilities" | "papers">;
  /** When it counts as received, `HH:MM`. */
  receivedAt: string;
  duty: Person;
  status: string;
  deeds: Deed[];
  words: LedgerWords;
};

/**
 * What people did to a case by its audit log, each verb with its actor, in order. The warnings of the minute timer
 * are left out.
 */
const deedsOf = (day: DayStation, number: string): string[] =>
  listAudit(day.station.context.db, getApplicationRow(day.station.context, number).id)
    .filter(({ actor }) => actor !== "system")
    .map(({ verb, actor }) => `${verb} ${actor}`);

/** What certain documents say under any locality's rules: who asks, and under which rules and by whom it was taken in. */
function commonWords(day: DayStation, { visit: { visitor } }: PlayedCase, paper: string): string[] {
  const { applicant, site = "", contact = "", phone = "" } = visitor;
  const rules = `依据：${day.profile.documentNumber} 地方规则：${day.profile.id} v${day.profile.version}`;
  if (/^(\d-)?(voucher|unified-form)\.pdf$/.test(paper)) return [applicant, site, contact, phone, rules];
  return paper.includes("commitment-letter") ? [rules] : [applicant, rules];
}

/**
 * Checks a case's audit log and its printed set: every act in order by its actor, exactly the documents it must have,
 * each with its number and the named words.
 */
export async function expectRecorded(day: DayStation, played: PlayedCase): Promise<void> {
  expect(deedsOf(day, played.number)).toEqual(played.deeds.map(([verb, by]) => `${verb} ${IDS[by]}`));
  const set = await readPrintedSet(day, played.number);
  expect([...set.keys()].toSorted()).toEqual(Object.keys(played.visit.papers).toSorted());
  const missing = Object.entries(played.visit.papers).flatMap(([paper, words]) => {
    const text = set.get(paper);
    if (text == null) return [];
    return [played.number, ...commonWords(day, played, paper), ...words]
      .filter((word) => !text.includes(squash(word)))
      .map((word) => `${paper}: ${word}`);
  });
  expect(missing).toEqual([]);
}

/** Checks a case's line in the ledger, cell by cell; of the reasons for the route, that the named ones are there. */
export function expectLedgerLine(day: DayStation, played: PlayedCase, line: LedgerLine | undefined): void {
  const { 路径依据: reasons, ...words } = played.words;
  const labels = day.profile.utilities
    .filter((utility) => played.visit.utilities.includes(utility.id))
    .map((utility) => utility.label.zh);
  expect(line).toEqual({
    受理编号: played.number,
    受理时间: `${day.on} ${played.receivedAt}`,
    "申请单位/人": played.visit.visitor.applicant,
    安装地址: played.visit.visitor.site,
    业务: labels.join("、"),
    渠道: "窗口",
    办理状态: played.status,
    首接责任人: PEOPLE[played.duty],
    窗口: "1 号窗口",
    同步状态: "待同步",
    补录: "",
    补正: "",
    回访: "",
    ...words,
    路径依据: expect.any(String),
  });
  for (const reason of reasons) expect(line?.["路径依据"]).toContain(reason);
}
