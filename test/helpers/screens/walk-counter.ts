import type { Page } from "playwright-core";
import { scanCode } from "#test/helpers/barcode-reader.ts";
import { at, fillHeader, signInClerk } from "#test/helpers/counter-page.ts";
import { openCase } from "#test/helpers/day/case-acts.ts";
import type { BusyStation } from "./busy-hall.ts";
import { leaveOverlay, speak, type Language, type Look } from "./walk.ts";

async function walkForm(page: Page, look: Look): Promise<void> {
  await page.locator("[data-testid=tiles]").waitFor();
  await look("form-blank", page);
  await page.keyboard.press("F2");
  for (const key of ["1", "2", "3", "4"]) await page.keyboard.press(key);
  await at(page, "line.water.crossings").locator("input").nth(2).check();
  await at(page, "line.water.green").locator("input").nth(2).check();
  await page.locator("[data-testid=route-card] [data-testid=reasons]").first().waitFor();
  await look("form-every-fact", page);
  await page.keyboard.press("Alt+b");
  await page.locator("[data-testid=late-entry]").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=intake-problems]").waitFor();
  await look("form-refused-later-entry", page);
  await page.locator("[data-testid=late-entry] [data-testid=late-entry-toggle]").click();
  await fillHeader(page);
  await scanCode(page, "91420000MA00YH0023");
  await page.locator("[data-testid=scan-note]").waitFor();
  await page.locator("[data-testid=register] [data-testid=register-warning]").waitFor();
  await look("form-scanned", page);
  await page.keyboard.press("Alt+r");
  await page.locator('[data-path="reception.kind"] input:checked:focus').waitFor();
  await look("reception", page);
  await page.keyboard.press("Escape");
  await page.locator("[data-testid=reception]").waitFor({ state: "detached" });
  await page.keyboard.press("Alt+p");
  await at(page, "consent.agent").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator('[data-path="consent.way"] input:focus').waitFor();
  await look("form-consent-refused", page);
  await page.locator("[aria-labelledby=consent-title] button").first().click();
  await at(page, "consent.agent").waitFor({ state: "detached" });
  await at(page, "form.steam.businessType").locator("input").first().check();
  await page.keyboard.press("F7");
  await page.locator("[data-testid=joint-check]").waitFor();
  await look("form-joint-check", page);
  await page.keyboard.press("F4");
  await page.locator("canvas[data-drawn=yes]").first().waitFor();
  await look("preview", page);
  await leaveOverlay(page);
}

async function walkAcceptance(page: Page, look: Look): Promise<void> {
  await page.keyboard.press("Alt+n");
  await page.keyboard.press("F2");
  await page.keyboard.press("1");
  await at(page, "form.header.applicant").fill("示例😀公司");
  await at(page, "form.header.site").fill("云海市样品路 99 号");
  await at(page, "form.header.contact").fill("示例㛃");
  await at(page, "form.header.phone").fill("13800001111");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=unprintable]").waitFor();
  await look("unprintable", page);
  await at(page, "form.header.applicant").fill("示例样品餐饮店");
  await at(page, "form.header.site").fill("云海市样品路 10 号");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=duplicate-line]").first().waitFor();
  await look("duplicate", page);
  await page.locator("[data-testid=duplicate-new] .pill").first().click();
  await page.locator("[data-testid=duplicate-acts] .ant-btn-primary").click();
  await page.locator("[data-testid=accepted-number]").waitFor();
  await page.locator("[data-testid=print-state][data-state=sent]").first().waitFor();
  await look("accepted", page);
}

/** Opens a case, then the form of each act that may follow; gives nothing back. */
async function walkCase(page: Page, look: Look, name: string, number: string): Promise<void> {
  await openCase(page, number);
  await look(name, page);
  const buttons = page.locator("[data-testid=case-buttons] button");
  for (let i = 0; i < (await buttons.count()); i += 1) {
    await buttons.nth(i).click();
    await page.locator("[data-testid=act-form]").waitFor();
    await look(`${name}-act-${i + 1}`, page);
  }
  await page.keyboard.press("Escape");
}

async function walkDrawers(page: Page, look: Look): Promise<void> {
  for (const [key, name, ready] of [
    ["F8", "today", "[data-testid=today-line]"],
    ["F6", "worklist", "[data-testid=handover-row]"],
    ["F9", "parked", ".ant-drawer-body li"],
  ] as const) {
    await page.keyboard.press(key);
    await page.locator(ready).first().waitFor();
    await look(name, page);
    await leaveOverlay(page);
  }
  await page.keyboard.press("F3");
  await page.getByRole("searchbox").fill("示例");
  await page.locator("[data-testid=search-list] [data-testid=today-line]").nth(2).waitFor();
  await look("search", page);
  await leaveOverlay(page);
}

/** Walks every screen, drawer, dialog and form of the counter, from the sign-in page on. */
export async function walkCounter(page: Page, language: Language, look: Look, numbers: BusyStation): Promise<void> {
  await page.locator("[data-testid=sign-in]").waitFor();
  await speak(page, language);
  await look("sign-in", page);
  await signInClerk(page);
  await walkForm(page, look);
  await walkAcceptance(page, look);
  await walkCase(page, look, "case", numbers.approving);
  await page.locator("[data-testid=handover] button").first().click();
  await page.locator("#handover-to").waitFor();
  await look("case-handover", page);
  await page.keyboard.press("Escape");
  await page.locator("section[aria-labelledby=materials-title] button").first().click();
  await look("case-materials", page);
  await openCase(page, numbers.closed);
  await page.locator("[data-testid=callback-row] button").first().click();
  await page.locator("[data-testid=callback-form] input").first().focus();
  await page.keyboard.press("Space");
  await look("case-closed-callback", page);
  await walkDrawers(page, look);
}
