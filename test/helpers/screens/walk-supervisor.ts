import type { Page } from "playwright-core";
import { leaveOverlay, speak, type Language, type Look } from "./walk.ts";

/** Walks every page of the supervisor, and the drawer of one application. */
export async function walkSupervisor(page: Page, language: Language, look: Look): Promise<void> {
  await page.locator("[data-testid=sign-in]").waitFor();
  await speak(page, language);
  await page.getByRole("button", { name: /示例主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=data-table] tbody tr").first().waitFor();
  const tabs = page.locator("[data-testid=supervisor-tabs] button");
  for (let i = 0; i < (await tabs.count()); i += 1) {
    await tabs.nth(i).click();
    await page.locator("[data-testid=page] h1").waitFor();
    await page
      .locator("[data-testid=page]")
      .getByText(/^(正在读取…|Loading…)$/)
      .waitFor({ state: "detached" });
    await look(`page-${i + 1}`, page);
  }
  await tabs.first().click();
  await page.locator("[data-testid=day-summary-number]").first().click();
  await page.locator("[data-testid=detail] [data-testid=answers]").first().waitFor();
  await look("detail", page);
  await page.locator("[data-testid=detail] [data-testid=case-buttons] button").first().click();
  await page.locator("[data-testid=detail] [data-testid=act-form]").waitFor();
  await look("detail-act", page);
  await page.keyboard.press("Escape");
  await leaveOverlay(page);
  await page.locator("[data-testid=shell-header] [data-testid=header-button]").last().click();
}
