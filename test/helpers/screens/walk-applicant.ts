import type { Page } from "playwright-core";
import { at } from "#test/helpers/counter-page.ts";
import { speak, type Language, type Look } from "./walk.ts";

/** Walks the applicant's window while a clerk, signed in at the form, has it checked: waiting, checking, pointed at, confirmed, lapsed. */
export async function walkApplicant(clerk: Page, applicant: Page, language: Language, look: Look): Promise<void> {
  await applicant.locator("[data-testid=applicant-wait]").waitFor();
  await speak(applicant, language);
  await look("wait", applicant);
  await clerk.keyboard.press("F2");
  await clerk.keyboard.press("1");
  for (const [field, text] of Object.entries({
    applicant: "示例𠮷记茶业有限公司",
    site: "云海市样品路 77 号",
    contact: "示例㛃",
    phone: "13800001111",
  }))
    await at(clerk, `form.header.${field}`).fill(text);
  await clerk.keyboard.press("F7");
  await applicant.locator("canvas[data-drawn=yes]").first().waitFor();
  await look("checking", applicant);
  await applicant.locator("[data-testid=answer-change]").nth(1).click();
  await clerk.locator("[data-testid=joint-check][data-state=pointed]").waitFor();
  await look("pointed", applicant);
  await look("pointed-at-the-counter", clerk);
  await applicant.locator("[data-testid=applicant-yes]").click();
  await applicant.locator("[data-testid=applicant-said][data-state=confirmed]").waitFor();
  await look("confirmed", applicant);
  await at(clerk, "form.header.site").fill("云海市样品路 78 号");
  await applicant.locator("[data-testid=applicant-said][data-state=lapsed]").waitFor();
  await look("lapsed", applicant);
}
