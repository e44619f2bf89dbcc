import type { Locator, Page } from "playwright-core";

/** The row of a paper, by its name on the page. */
const rowOf = (page: Page, name: string): Locator => page.locator("[data-testid=print-row]", { hasText: name });

/** Says that a paper did not come, has it tried again, and says that it came. */
export async function printUntilItComes(page: Page, name: string): Promise<void> {
  const row = rowOf(page, name);
  await row.getByRole("button", { name: /纸出来了吗？ 没有出纸/ }).press("Enter");
  await row.locator("[data-testid=print-state][data-state=failed]").waitFor();
  await row.getByRole("button", { name: `重试 ${name}` }).press("Enter");
  await row.locator("[data-testid=print-state][data-state=sent]").waitFor();
  await row.getByRole("button", { name: /纸出来了吗？ 已出纸/ }).press("Enter");
  await row.locator("[data-testid=print-state][data-state=person-confirmed]").waitFor();
}

/** Prints a paper once more, for a reason that is printed on it. */
export async function printAgain(page: Page, name: string, why: string): Promise<void> {
  const row = rowOf(page, name);
  await row.getByRole("button", { name: `补打 ${name}` }).press("Enter");
  const asked = page.locator("[data-testid=print-ask]");
  await asked.locator("input").fill(why);
  await asked.locator("input").press("Enter");
  await row.locator("[data-testid=print-when]", { hasText: "第 2 次" }).waitFor();
}
