import type { Page } from "playwright-core";
import { leaveOverlay, speak, type Language, type Look } from "./walk.ts";

/** Walks every page of the supervisor, and the drawer of one application. */
export async function walkSupervisor(page: Page, language: Language, look: Look): Promise<void> {
  await page.locator(".sign-in").waitFor();
  await speak(page, language);
  await page.getByRole("button", { name: /示例主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.locator(".day-table tbody tr").first().waitFor();
  const tabs = page.locator(".supervisor-tabs button");
  for (let i = 0; i < (await tabs.count()); i += 1) {
    await tabs.nth(i).click();
    await page.locator(".supervisor-main h1").waitFor();
    await page
      .locator(".supervisor-main")
      .getByText(/^(正在读取…|Loading…)$/)
      .waitFor({ state: "detached" });
    await look(`page-${i + 1}`, page);
  }
  await tabs.first().click();
  await page.locator(".day-number").first().click();
  await page.locator(".detail .answers").first().waitFor();
  await look("detail", page);
  await page.locator(".detail .case-buttons button").first().click();
  await page.locator(".detail .act-form").waitFor();
  await look("detail-act", page);
  await page.keyboard.press("Escape");
  await leaveOverlay(page);
  await page.locator(".shell-header .header-button").last().click();
}
