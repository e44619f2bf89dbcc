import { expect } from "vitest";
import type { Page } from "playwright-core";
import { at } from "#test/helpers/counter-page.ts";
import { callBack } from "#test/helpers/day/call-back.ts";
import { answer, caseStatus, doAct, nameUtility, openCase, write } from "#test/helpers/day/case-acts.ts";
import { minutesAfter, type DayStation } from "#test/helpers/day/day-hall.ts";
import type { DayStory } from "#test/helpers/day/day-story.ts";
import { measureLine } from "#test/helpers/day/measure-line.ts";
import type { Deed, PlayedCase } from "#test/helpers/day/played-case.ts";
import { printAgain } from "#test/helpers/day/print-sheets.ts";
import { acceptedNumber, acceptForm, fillForm, openBlank } from "#test/helpers/day/take-in.ts";

/** The utility where the act asks for one; a single one is chosen already. */
async function forUtility(page: Page, label: string): Promise<void> {
  if ((await at(page, "act.utility").count()) > 0) await nameUtility(page, label);
}

async function giveOpinion(page: Page, { department, text }: { department: string; text: string }): Promise<void> {
  const listed = at(page, "act.signer");
  if ((await listed.count()) > 0) await listed.selectOption({ label: department });
  else await write(page, "signerName", department);
  await answer(page, "agrees", true);
  await write(page, "text", text);
}

/** From intake to the close: a survey measures, the route is decided again, departments give their opinions, work is done and connected. */
export async function playJointApproval(day: DayStation, visit: DayStory["jointApproval"]): Promise<PlayedCase> {
  const deeds: Deed[] = [["application.accepted", "clerkA"]];
  let minutes = 0;
  const { page } = await day.seat("clerkA");
  const labels = day.profile.utilities
    .filter((utility) => visit.utilities.includes(utility.id))
    .map((utility) => utility.label.zh);
  async function step(verb: string, label: string, fill?: () => Promise<void>): Promise<void> {
    minutes += 3;
    day.turnTo(minutesAfter(visit.at, minutes));
    await doAct(page, label, fill);
    deeds.push([verb, "clerkA"]);
  }

  day.turnTo(visit.at);
  await openBlank(page);
  await fillForm(day, page, visit);
  await acceptForm(day, page);
  const number = await acceptedNumber(page);
  await openCase(page, number);
  await step("survey.scheduled", "约定联合踏勘", () => write(page, "on", day.on.replaceAll("-", "")));
  if (visit.promisor !== null) {
    await step("letter.signed", "登记告知承诺书签署");
    expect(await page.locator("[data-testid=case-facts]").innerText()).toContain(`${visit.promisor}，${day.on} 签署`);
  }
  await step("survey.recorded", "登记踏勘结果", async () => {
    for (const [utility, facts] of Object.entries(visit.survey)) await measureLine(page, `survey.${utility}`, facts);
    await write(page, "findings", visit.findings);
  });
  expect(await page.locator("[aria-labelledby=case-changes] [data-testid=route-tag]").allInnerTexts()).toEqual(
    visit.changed,
  );
  if (visit.promisor !== null)
    expect(await page.locator("[data-testid=case-facts]").innerText()).toContain(`已失效（${day.on}`);
  for (const label of visit.applicants)
    await step("approval.applied", "企业提交外线审批申请", () => forUtility(page, label));
  expect(await caseStatus(page)).toContain("审批中");
  for (const opinion of visit.opinions)
    await step("opinion.recorded", "登记审批意见", () => giveOpinion(page, opinion));
  await step("approval.concluded", "审批办结", () => answer(page, "granted", true));
  expect(await caseStatus(page)).toContain("可施工");
  await printAgain(page, "综合审批意见单", "填上各部门意见");
  await page
    .locator("[data-testid=print-row]", { hasText: "综合审批意见单" })
    .locator("[data-testid=print-when]", { hasText: "第 2 次" })
    .waitFor();
  deeds.push(["print.requested", "clerkA"]);
  await step("construction.started", "开工");
  for (const label of labels) await step("connection.made", "接入完成", () => forUtility(page, label));
  expect(await caseStatus(page)).toContain("已接入");
  await step("case.closed", "办结归档");
  expect(await caseStatus(page)).toContain("已办结");
  expect(await page.locator("[data-testid=case-buttons] button").count()).toBe(0);
  const { callback } = visit;
  const rule = day.profile.callbacks.find(
    ({ after }) => after.act === "connection.made" || after.act === "case.closed",
  );
  if (callback === null) expect(await page.locator("[data-testid=callback-row]").count()).toBe(0);
  else {
    await callBack(page, { dueOn: day.on, answers: callback.answers });
    deeds.push(["callback.dated", "clerkA"], ["callback.recorded", "clerkA"]);
  }
  return {
    number,
    visit,
    receivedAt: visit.at,
    duty: "clerkA",
    status: "已办结",
    deeds,
    words: { ...visit.ledger, 回访: callback === null ? "" : `${rule?.label.zh}：已回访` },
  };
}
