import type { Page } from "playwright-core";
import { answerUntil, chooseTiles, goOn, startKiosk } from "#test/helpers/kiosk-page.ts";
import type { Shoot } from "./shoot.ts";

/** Takes the pictures of the kiosk's page. */
export async function pictureKiosk(page: Page, shoot: Shoot): Promise<void> {
  await startKiosk(page);
  await shoot("kiosk-welcome", page);
  await chooseTiles(page, [0, 1]);
  await page.locator("[data-testid=kiosk-footer] [data-testid=kiosk-button]").first().click();
  await page.locator("[data-testid=kiosk-tile]").first().waitFor();
  await shoot("kiosk-choose", page);
  await goOn(page);
  await answerUntil(page, "phone");
  await shoot("kiosk-question", page);
  await answerUntil(page, null);
  await shoot("kiosk-review", page);
  await goOn(page);
  await page.locator("[data-testid=kiosk-slip-image]").waitFor();
  await shoot("kiosk-done", page);
  for (let tap = 0; tap < 5; tap += 1) await page.mouse.click(40, 40);
  await page.locator("#staff-pin").waitFor();
  await shoot("kiosk-staff", page);
}
