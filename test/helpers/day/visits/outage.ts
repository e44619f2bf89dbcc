import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { at } from "#test/helpers/counter-page.ts";
import { PEOPLE, type DayStation } from "#test/helpers/day/day-hall.ts";
import type { DayStory } from "#test/helpers/day/day-story.ts";
import type { PlayedCase } from "#test/helpers/day/played-case.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { readZip } from "#test/helpers/read-zip.ts";
import { acceptedNumber, fillForm, openBlank } from "#test/helpers/day/take-in.ts";

/** Has the supervisor number and print blank forms before anything fails; gives their numbers as printed. */
export async function printPaperForms(day: DayStation, count: number): Promise<string[]> {
  const { page } = await day.seat("supervisor");
  await page.getByRole("button", { name: "应急纸质单" }).press("Enter");
  await page.getByLabel("印制张数").fill(String(count));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "编号并生成" }).press("Enter");
  const forms = [...readZip(readFileSync(await (await download).path()))];
  await page.getByText(`未用 ${count} 张 · 已补录 0 张 · 作废 0 张`).waitFor();
  for (const [name, bytes] of forms) {
    const { pages } = await readPdf(bytes);
    expect(pages.join("")).toContain(`纸质单编号：${name.replace(/^paper-form-|\.pdf$/g, "")}`);
    expect(pages.join("")).toContain("【应急】");
  }
  return forms.map(([name]) => name.replace(/^paper-form-|\.pdf$/g, ""));
}

/** A colleague enters what was taken in on paper while the power was off: with the true time of receipt, from which the clocks run. */
export async function playOutage(day: DayStation, visit: DayStory["outage"], paper: string): Promise<PlayedCase> {
  day.turnTo(visit.at);
  const { page } = await day.seat("clerkB");
  await openBlank(page);
  await page.keyboard.press("Alt+b");
  await at(page, "outage.paperNumber").fill(paper);
  await at(page, "outage.receivedAt").fill(`${day.on} ${visit.receivedAt}`);
  await at(page, "outage.receivedBy").selectOption("clerk-1");
  await at(page, "outage.reason").fill(visit.reason);
  await fillForm(day, page, visit);
  // Paper of an outage was gone through at the counter then; nobody is there to check it again.
  await page.keyboard.press("Control+Enter");
  const number = await acceptedNumber(page);
  const entered = `补录：纸质单 ${paper}，${PEOPLE.clerkA} 收件，${PEOPLE.clerkB} 于 ${day.on} ${visit.at} 录入（${visit.reason}）`;
  const papers = { ...visit.papers, "voucher.pdf": [...(visit.papers["voucher.pdf"] ?? []), `应急纸质单 ${paper}`] };
  return {
    number,
    visit: { ...visit, papers },
    receivedAt: visit.receivedAt,
    duty: "clerkA",
    status: "已受理",
    deeds: [["application.accepted", "clerkB"]],
    words: { ...visit.ledger, 补录: entered },
  };
}
