import { expect } from "vitest";
import type { Page } from "playwright-core";
import { minutesAfter, type DayStation } from "#test/helpers/day/day-hall.ts";
import type { DayStory } from "#test/helpers/day/day-story.ts";
import type { PlayedCase } from "#test/helpers/day/played-case.ts";
import { acceptedNumber, acceptForm, fillForm, openBlank } from "#test/helpers/day/take-in.ts";

async function openRegister(day: DayStation): Promise<Page> {
  const { page } = await day.seat("supervisor");
  await page.getByRole("button", { name: "暂停登记" }).press("Enter");
  await page.getByRole("heading", { name: "告知承诺违诺处理登记簿" }).waitFor();
  return page;
}

async function recordStep(page: Page, utility: string, step: string, order: string): Promise<void> {
  const form = page.locator("[data-testid=suspension-form]", { has: page.getByRole("heading", { name: "登记步骤" }) });
  await form.getByLabel("单位").selectOption(utility);
  await form.getByLabel("步骤").selectOption({ label: step });
  await form.getByLabel("文号").fill(order);
  await form.getByLabel("文号").press("Enter");
  await page.locator("[data-testid=data-table] tbody tr", { hasText: order }).waitFor();
}

/**
 * The supervisor suspends a utility's right to commit, step by step. A commitment case then goes to joint approval,
 * and the order is named.
 */
export async function playSuspended(day: DayStation, visit: NonNullable<DayStory["suspended"]>): Promise<PlayedCase> {
  day.turnTo(visit.at);
  const register = await openRegister(day);
  await recordStep(register, visit.utility, "责令限期整改", visit.orders.rectification);
  await recordStep(register, visit.utility, "约谈", visit.orders.talk);
  await recordStep(register, visit.utility, "暂停告知承诺", visit.orders.suspension);

  const accepted = minutesAfter(visit.at, 6);
  day.turnTo(accepted);
  const { page } = await day.seat("clerkA");
  await openBlank(page);
  await fillForm(day, page, visit);
  await expect
    .poll(() => page.locator("[data-testid=route-card] [data-testid=route-tag]").allInnerTexts(), { timeout: 90_000 })
    .toEqual([expect.stringContaining("暂停承诺")]);
  await acceptForm(day, page);
  const number = await acceptedNumber(page);
  return {
    number,
    visit,
    receivedAt: accepted,
    duty: "clerkA",
    status: "已受理",
    deeds: [["application.accepted", "clerkA"]],
    words: visit.ledger,
  };
}

/** Where the paper has no rule of suspension the register says so, and nothing can be recorded. */
export async function playNoSuspension(day: DayStation): Promise<void> {
  const register = await openRegister(day);
  await register.getByText("本地文件没有暂停告知承诺的规定。").waitFor();
  expect(await register.locator("[data-testid=suspension-form]").count()).toBe(0);
}
