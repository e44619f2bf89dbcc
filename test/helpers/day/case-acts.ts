import type { Page } from "playwright-core";
import { expect } from "vitest";
import { at } from "#test/helpers/counter-page.ts";
import { choosePill } from "./measure-line.ts";
import { papersDone } from "./papers-done.ts";

const SOON = { timeout: 60_000 };

/** Finds a case by its number and opens it, by keyboard: F3, the number, Tab, Enter. */
export async function openCase(page: Page, number: string): Promise<void> {
  await page.keyboard.press("F3");
  await page.getByRole("searchbox").fill(number);
  await page.locator("[data-testid=search-list] [data-testid=today-line]", { hasText: number }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=case-number]", { hasText: number }).waitFor();
  await page.locator(".ant-drawer").waitFor({ state: "detached" });
}

/** What the case page says of its status. */
export const caseStatus = (page: Page): Promise<string> => page.locator("[data-testid=case-status]").innerText();

/** Does an act by keyboard: its button, the given steps in its form, Ctrl+Enter; waits until the page says that it is recorded. */
export async function doAct(
  page: Page,
  label: string,
  fill: () => Promise<void> = async () => undefined,
): Promise<void> {
  await papersDone(page);
  await page.locator("[data-testid=case-buttons]").getByRole("button", { name: label, exact: true }).press("Enter");
  await page.locator("[data-testid=act-form]").waitFor();
  await fill();
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=case-said]", { hasText: `已登记：${label}` }).waitFor();
  await page.locator("[data-testid=act-form]").waitFor({ state: "detached" });
}

/** Writes into a field of the open act. */
export const write = (page: Page, field: string, text: string): Promise<void> => at(page, `act.${field}`).fill(text);

/** Chooses yes or no in a field of the open act. */
export const answer = (page: Page, field: "agrees" | "granted", yes: boolean): Promise<void> =>
  choosePill(page, `act.${field}`, yes ? 0 : 1);

/** Chooses the utility of the open act where more than one may be meant. */
export async function nameUtility(page: Page, label: string): Promise<void> {
  const pill = at(page, "act.utility")
    .locator("label", { hasText: new RegExp(`^${label}$`) })
    .locator("input");
  await pill.focus();
  if (!(await pill.isChecked())) await page.keyboard.press("Space");
  await expect.poll(() => pill.isChecked(), SOON).toBe(true);
}
