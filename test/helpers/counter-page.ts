import type { Locator, Page } from "playwright-core";

/** Signs the first demo clerk in and waits for the form. */
export async function signInClerk(page: Page): Promise<void> {
  await page.getByRole("button", { name: /示例经办甲/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=tiles]").waitFor();
}

/** Signs out, also past the question that is asked while something has not reached the centre. */
export async function signOut(page: Page): Promise<void> {
  await page.locator("[data-testid=shell-out]").click();
  const anyway = page.getByRole("button", { name: "仍要退出" });
  const gone = page.locator("[data-testid=sign-in]");
  await anyway.or(gone).first().waitFor();
  if ((await gone.count()) === 0) await anyway.click();
  await gone.waitFor();
}

/** The input of a path, e.g. `form.header.applicant`. */
export const at = (page: Page, path: string): Locator => page.locator(`[data-path="${path}"]`);

/** Types one text after another, going on by Tab. */
export async function typeOn(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
}

/** Fills the header's required fields of the made-up locality. */
export async function fillHeader(page: Page): Promise<void> {
  await at(page, "form.header.applicant").fill("云海样品有限公司");
  await at(page, "form.header.site").fill("云海市样品路 8 号");
  await at(page, "form.header.contact").fill("王小明");
  await at(page, "form.header.phone").fill("13800001111");
}
