import type { Page } from "playwright-core";

/** What is done at each screen of a walk: an accessibility check, a picture. */
export type Look = (screen: string, page: Page) => Promise<void>;
export type Language = "zh" | "en";

/** Leaves whatever drawer or dialog is open. */
export async function leaveOverlay(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.locator(".ant-drawer, .ant-modal").first().waitFor({ state: "detached" });
}

/** Turns a page, which opens in Chinese, to the language of the walk. */
export async function speak(page: Page, language: Language): Promise<void> {
  if (language === "en") await page.getByRole("button", { name: "English", exact: true }).first().click();
}
