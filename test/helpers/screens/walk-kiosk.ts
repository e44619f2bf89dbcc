import type { Page } from "playwright-core";
import { answerUntil, chooseTiles, goOn, startKiosk } from "#test/helpers/kiosk-page.ts";
import { speak, type Language, type Look } from "./walk.ts";

const KINDS = [
  "applicant",
  "identityNumber",
  "phone",
  "appointment",
  "wishes",
  "demand",
  "businessType",
  "boilers",
  "wantedOn",
  "condensate",
  "devices",
  "carriers",
] as const;

/** Walks a whole visit at the kiosk, one question of every kind, and the staff's way out. */
export async function walkKiosk(page: Page, language: Language, look: Look, isLarge = false): Promise<void> {
  await startKiosk(page);
  await speak(page, language);
  if (isLarge) await page.getByRole("button", { name: "大字版" }).click();
  await look("welcome", page);
  await chooseTiles(page, [0, 1, 2, 3]);
  await page.locator("[data-testid=kiosk-footer] [data-testid=kiosk-button]").first().click();
  await page.locator("[data-testid=kiosk-tile]").first().waitFor();
  await look("choose", page);
  await goOn(page);
  await goOn(page);
  await page.locator("[data-testid=kiosk-problem]:not(:empty)").waitFor();
  for (const field of KINDS) {
    await answerUntil(page, field);
    await look(`ask-${field}`, page);
  }
  await answerUntil(page, null);
  await look("review", page);
  await page.locator("[data-testid=kiosk-bar-button]").last().click();
  await look("leave", page);
  await page.locator("[data-testid=kiosk-ask] [data-testid=kiosk-primary]").click();
  await goOn(page);
  await page.locator("[data-testid=kiosk-slip-image]").waitFor();
  await look("done", page);
  for (let tap = 0; tap < 5; tap += 1) await page.mouse.click(40, 40);
  await page.locator("#staff-pin").waitFor();
  await look("staff", page);
}
