import type { Page } from "playwright-core";
import { at, fillHeader, signInClerk } from "#test/helpers/counter-page.ts";
import { openCase } from "#test/helpers/day/case-acts.ts";
import { measureLine } from "#test/helpers/day/measure-line.ts";
import type { BusyStation } from "#test/helpers/screens/busy-hall.ts";
import { leaveOverlay } from "#test/helpers/screens/walk.ts";
import type { Shoot } from "./shoot.ts";

type Pictured = { clerk: Page; applicant: Page; numbers: BusyStation; shoot: Shoot };

/** Begins a new form for these utilities, counted from 1 as their keys are. */
async function beginForm(clerk: Page, utilities: readonly string[]): Promise<void> {
  await clerk.keyboard.press("Alt+n");
  await clerk.keyboard.press("F2");
  for (const key of utilities) await clerk.keyboard.press(key);
}

async function pictureIntake({ clerk, applicant, shoot }: Pictured): Promise<void> {
  await clerk.locator("[data-testid=sign-in]").waitFor();
  await shoot("counter-sign-in", clerk);
  await signInClerk(clerk);
  await shoot("counter-blank", clerk);
  await beginForm(clerk, ["1", "2"]);
  await at(clerk, "form.header.applicant").fill("示例新能源有限公司");
  await at(clerk, "form.header.creditCode").fill("91420000MA00YH0023");
  await at(clerk, "form.header.site").fill("云海市样品路 21 号");
  await at(clerk, "form.header.contact").fill("示例甲");
  await at(clerk, "form.header.phone").fill("13800001111");
  await measureLine(clerk, "line.water", { length: "20", on: "2026-12-01", crossings: "none", green: "none" });
  await measureLine(clerk, "line.power", { length: "320", on: "2026-12-01", crossings: "none", green: "none" });
  await clerk.locator("[data-testid=route-card] [data-testid=reasons]").nth(1).waitFor();
  await clerk.getByText("草稿已保存").waitFor();
  await shoot("counter-form", clerk);
  await clerk.keyboard.press("F7");
  await applicant.locator("canvas[data-drawn=yes]").first().waitFor();
  await shoot("applicant-check", applicant);
  await applicant.locator("[data-testid=applicant-yes]").click();
  await applicant.locator("[data-testid=applicant-said][data-state=confirmed]").waitFor();
  await clerk.keyboard.press("F4");
  await clerk.locator("canvas[data-drawn=yes]").first().waitFor();
  await shoot("counter-preview", clerk);
  await leaveOverlay(clerk);
  await clerk.keyboard.press("Control+Enter");
  await clerk.locator("[data-testid=accepted-number]").waitFor();
  await clerk.getByText("等待打印").first().waitFor({ state: "detached" });
  await shoot("counter-accepted", clerk);
}

async function pictureOtherWays({ clerk, shoot }: Pictured): Promise<void> {
  await beginForm(clerk, ["1", "2"]);
  await at(clerk, "form.header.applicant").fill("示例样品餐饮店");
  await at(clerk, "form.header.site").fill("云海市样品路 10 号");
  await at(clerk, "form.header.contact").fill("示例乙");
  await at(clerk, "form.header.phone").fill("13800002222");
  await clerk.keyboard.press("Control+Enter");
  await clerk.locator("[data-testid=duplicate-line]").first().waitFor();
  await shoot("counter-duplicate", clerk);
  await clerk.locator("[data-testid=duplicate-new] .pill").first().click();
  await clerk.locator("[data-testid=duplicate-acts] .ant-btn-primary").click();
  await clerk.locator("[data-testid=accepted-number]").waitFor();
  await beginForm(clerk, ["1"]);
  await fillHeader(clerk);
  await clerk.keyboard.press("Alt+p");
  await at(clerk, "consent.agent").waitFor();
  await clerk.getByText("草稿已保存").waitFor();
  await shoot("counter-on-behalf", clerk);
  await clerk.locator("[aria-labelledby=consent-title] button").first().click();
  await clerk.keyboard.press("Alt+b");
  await clerk.locator("[data-testid=late-entry]").waitFor();
  await clerk.getByText("草稿已保存").waitFor();
  await shoot("counter-later-entry", clerk);
  await clerk.locator("[data-testid=late-entry] [data-testid=late-entry-toggle]").click();
  await clerk.keyboard.press("Alt+r");
  await clerk.locator('[data-path="reception.kind"] input:checked:focus').waitFor();
  await shoot("counter-reception", clerk);
  await clerk.keyboard.press("Escape");
}

async function pictureCases({ clerk, numbers, shoot }: Pictured): Promise<void> {
  await at(clerk, "form.header.applicant").focus();
  await openCase(clerk, numbers.approving);
  await shoot("counter-case", clerk);
  await clerk.locator("[data-testid=case-buttons]").getByRole("button", { name: "登记审批意见" }).click();
  await clerk.locator("[data-testid=act-form]").waitFor();
  await clerk.locator("[data-testid=act-form]").scrollIntoViewIfNeeded();
  await shoot("counter-act", clerk);
  await clerk.keyboard.press("Escape");
  await openCase(clerk, numbers.closed);
  await clerk.locator("[data-testid=callback-row] button").first().click();
  await clerk.locator("[data-testid=callback-form]").scrollIntoViewIfNeeded();
  await shoot("counter-callback", clerk);
}

async function pictureLists({ clerk, shoot }: Pictured): Promise<void> {
  await beginForm(clerk, ["1", "4"]);
  await fillHeader(clerk);
  await at(clerk, "form.header.applicant").fill("示例物流有限公司");
  await clerk.getByText("草稿已保存").waitFor();
  await clerk.keyboard.press("F2");
  await clerk.keyboard.press("Alt+n");
  for (const [key, name, ready] of [
    ["F8", "counter-today", "[data-testid=today-line]"],
    ["F6", "counter-deadlines", "[data-testid=handover-row]"],
    ["F9", "counter-parked", ".ant-drawer-body li"],
  ] as const) {
    await clerk.keyboard.press(key);
    await clerk.locator(ready).first().waitFor();
    await shoot(name, clerk);
    await leaveOverlay(clerk);
  }
  await clerk.keyboard.press("F3");
  await clerk.getByRole("searchbox").fill("示例");
  await clerk.locator("[data-testid=search-list] [data-testid=today-line]").nth(2).waitFor();
  await shoot("counter-search", clerk);
  await leaveOverlay(clerk);
}

/** Takes the pictures of the clerk's manual. */
export async function pictureCounter(pictured: Pictured): Promise<void> {
  await pictureIntake(pictured);
  await pictureOtherWays(pictured);
  await pictureCases(pictured);
  await pictureLists(pictured);
}
