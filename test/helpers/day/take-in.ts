import type { Page } from "playwright-core";
import { expect } from "vitest";
import { needsJointCheck } from "#shared/case/joint-check.ts";
import { at } from "#test/helpers/counter-page.ts";
import type { DayStation, Person } from "./day-hall.ts";
import type { Visit } from "./day-story.ts";
import { measureLine } from "./measure-line.ts";
import { papersDone } from "./papers-done.ts";

const SOON = { timeout: 60_000 };

/** Types a visit into a blank form: ticks, header, outside lines; waits until the route beside it says what it must. */
export async function fillForm(day: DayStation, page: Page, visit: Visit): Promise<void> {
  const order = day.profile.utilities.map((utility) => utility.id);
  await page.keyboard.press("F2");
  for (const utility of visit.utilities) await page.keyboard.press(String(order.indexOf(utility) + 1));
  for (const [field, text] of Object.entries(visit.visitor)) await at(page, `form.header.${field}`).fill(text);
  for (const [utility, facts] of Object.entries(visit.lines)) await measureLine(page, `line.${utility}`, facts);
  for (const words of visit.said)
    await expect.poll(() => page.locator("[data-testid=side-column]").textContent(), SOON).toContain(words);
}

/** The acceptance number on the page, once it is there. */
export async function acceptedNumber(page: Page): Promise<string> {
  await page.locator("[data-testid=accepted-number]").waitFor();
  await papersDone(page);
  return page.locator("[data-testid=accepted-number]").innerText();
}

/** A blank form, whatever is on the page: the visit before is left as it is. */
export async function openBlank(page: Page): Promise<void> {
  await page.keyboard.press("Alt+n");
  await page.locator("[data-testid=tiles]").waitFor();
  await expect.poll(() => at(page, "form.header.applicant").inputValue(), SOON).toBe("");
}

/** Where the locality makes the joint check a condition, the applicant confirms at the window of their own. */
async function checkTogether(day: DayStation, page: Page, person: Person): Promise<void> {
  const { page: applicant } = await day.applicantWindow(person);
  await page.keyboard.press("F7");
  await applicant.locator("[data-testid=applicant-yes]").press("Enter");
  await page.locator("[data-testid=joint-check][data-state=confirmed]").waitFor();
}

/** Accepts the form with Ctrl+Enter, after the joint check where the locality asks for it, and says so where it is left out. */
export async function acceptForm(day: DayStation, page: Page, person: Person = "clerkA"): Promise<void> {
  if (needsJointCheck(day.profile, "counter")) {
    await page.keyboard.press("Control+Enter");
    await page.getByText("受理前须与申请人共同核对申请表；还没有核对确认").waitFor();
    await checkTogether(day, page, person);
  }
  await page.keyboard.press("Control+Enter");
}
