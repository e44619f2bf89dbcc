import type { Page } from "playwright-core";
import type { Shoot } from "./shoot.ts";

/** The supervisor's pages in the order of their tabs. */
const PAGES = [
  "day",
  "deadlines",
  "interpretations",
  "outbox",
  "suspension",
  "roster",
  "paper-forms",
  "printers",
] as const;

/** Takes the pictures of the supervisor's manual. */
export async function pictureSupervisor(page: Page, shoot: Shoot): Promise<void> {
  await page.getByRole("button", { name: /示例主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=data-table] tbody tr").first().waitFor();
  for (const [i, name] of PAGES.entries()) {
    await page.locator("[data-testid=supervisor-tabs] button").nth(i).click();
    await page.locator("[data-testid=page] h1").waitFor();
    await page.locator("[data-testid=page]").getByText("正在读取…").waitFor({ state: "detached" });
    await shoot(`supervisor-${name}`, page);
  }
  await page.locator("[data-testid=supervisor-tabs] button").nth(PAGES.indexOf("outbox")).click();
  const refused = page.locator("[data-testid=outbox-entries] tbody tr", { hasText: "联系电话格式不对" });
  await refused.locator("summary").click();
  await refused.scrollIntoViewIfNeeded();
  await shoot("supervisor-refused", page);
}
