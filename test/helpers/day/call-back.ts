import type { Page } from "playwright-core";
import { at } from "#test/helpers/counter-page.ts";
import { choosePill } from "./measure-line.ts";

/** On the case's page, gives its callback a day and then records that somebody answered, by keyboard. */
export async function callBack(
  page: Page,
  callback: { dueOn: string; answers: Record<string, string> },
): Promise<void> {
  const row = page.locator("[data-testid=callback-row]");
  await row.getByText("未定日期").waitFor();
  await row.getByRole("button", { name: /^定日期/ }).press("Enter");
  await at(page, "callback.dueOn").fill(callback.dueOn.replaceAll("-", ""));
  await at(page, "callback.dueOn").press("Enter");
  await row.getByText("今日回访").waitFor();
  await row.getByRole("button", { name: /^登记回访/ }).press("Enter");
  await choosePill(page, "callback.outcome", 0);
  for (const [question, text] of Object.entries(callback.answers)) await at(page, `callback.${question}`).fill(text);
  await page.keyboard.press("Enter");
  await row.getByText("已回访").waitFor();
}
