import type { Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { axeFindings, lookAtBothSizes } from "#test/helpers/browser.ts";
import { fillHeader, signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";

let station: TestStation;
let page: Page;
let faults: string[];
let clock: HandClock;

beforeEach(async () => {
  clock = new HandClock("2026-09-18T02:00:00.000Z");
  station = await stage.openStation("neixiang", { now: clock.now });
});

async function openRoster(): Promise<void> {
  ({ page, faults } = await stage.visit(station.host.url));
  await page.getByRole("button", { name: /示例主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "名册" }).click();
  await page.locator("[data-testid=roster-form]").first().waitFor();
}

const form = (title: string): Locator =>
  page.locator("[data-testid=roster-form]", { has: page.getByRole("heading", { name: title }) });
const table = (name: string): Locator => page.getByRole("table", { name });

async function grant(utility: string, clerk: RegExp): Promise<void> {
  const before = await table("共同授权").locator("tbody tr").count();
  await form("登记授权").getByLabel("业务").selectOption({ label: utility });
  const option = await form("登记授权")
    .getByLabel("经办人")
    .locator("option")
    .filter({ hasText: clerk })
    .getAttribute("value");
  await form("登记授权").getByLabel("经办人").selectOption(option);
  await form("登记授权").getByRole("button", { name: "登记" }).press("Enter");
  await table("共同授权").locator("tbody tr").nth(before).waitFor();
}

async function appoint(name: string, duty: "服务专员" | "替班"): Promise<void> {
  const one = form("登记服务专员或替班");
  await one.getByLabel("业务").selectOption({ label: "水" });
  await one.getByRole("radio", { name: duty }).check();
  await one.getByLabel("姓名").fill(name);
  await one.getByLabel("电话").fill("0000-2000001");
  await one.getByLabel("所属单位").fill("示例水务公司");
  await page.keyboard.press("Enter");
  await table("服务专员与替班").getByText(name).waitFor();
}

async function fillRoster(): Promise<void> {
  await grant("水", /示例经办甲/);
  await grant("电", /示例经办乙/);
  await appoint("示例专员", "服务专员");
  await appoint("示例替班", "替班");
}

describe("the roster, from the supervisor's page to the counter", () => {
  it("rows 16, 17, 18: the roster is kept; the counter refers a foreign tick, picks the lead and records the response", async () => {
    await openRoster();
    await page.getByText("还没有人登记授权，所有经办人都可受理：水、电、气、暖、信").waitFor();
    await fillRoster();
    await page.getByText("还没有人登记授权，所有经办人都可受理：气、暖、信").waitFor();
    expect(await table("服务专员与替班").locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(/示例专员[\s\S]*今日派给/),
      expect.stringMatching(/示例替班[\s\S]*候补/),
    ]);
    await table("服务专员与替班").getByRole("button", { name: "登记不在岗 示例专员" }).click();
    await page.locator("[data-testid=roster-days]").getByRole("button", { name: "登记不在岗" }).press("Enter");
    await expect
      .poll(() => table("服务专员与替班").locator("tbody tr").allInnerTexts())
      .toEqual([expect.stringMatching(/今日不在岗/), expect.stringMatching(/示例替班[\s\S]*今日派给/)]);
    await table("共同授权").getByRole("button", { name: "终止 示例经办乙 电" }).click();
    await page.locator("[data-testid=roster-days]").getByLabel("最后一日").fill("2026-09-16");
    await page.keyboard.press("Enter");
    await page.getByText("终止日期早于起始日期的前一天。").waitFor();
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: /退出/ }).click();
    await signInClerk(page);
    await page.getByRole("checkbox", { name: /水/ }).press("Space");
    const power = page.locator("[data-testid=tile]", { hasText: "用电报装" });
    await power.getByText("↪ 转办").waitFor();
    await page.getByRole("checkbox", { name: /^电/ }).press("Space");
    await page.getByText("↪ 用电报装不在您的授权范围：照样受理，转用电报装单位办理，首接责任人不变").waitFor();
    await fillHeader(page);
    await page.getByRole("radio", { name: "示例供水公司（本人单位）" }).waitFor();
    await page.getByRole("radio", { name: "示例水务公司" }).check();
    const findings = await axeFindings(page);
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    findings.push(...(await axeFindings(page)));
    const facts = await page.locator("[data-testid=accepted-facts]").innerText();
    expect(facts).toContain("首次接待受理的是共用窗口，经办人选定由示例水务公司牵头（四(二)）");
    expect(facts).toMatch(/示例替班[\s\S]*替班[\s\S]*0000-2000001[\s\S]*示例水务公司/);
    expect(facts).toMatch(/用电报装单位[\s\S]*转办/);
    expect(facts).toContain("示例经办甲");

    clock.set("2026-09-18T05:45:00.000Z");
    await page.getByRole("button", { name: "办理后续" }).click();
    await page.getByText("未响应，已等 2 小时 15 分（办公时间）").first().waitFor();
    await page.getByRole("button", { name: "变更牵头单位" }).click();
    await page.getByRole("radio", { name: "示例供水公司" }).check();
    findings.push(...(await axeFindings(page)));
    await page.locator("[data-testid=act-form] textarea").fill("外线以供水为主");
    await page.keyboard.press("Control+Enter");
    await page.getByText("首次接待受理的是共用窗口，经办人选定由示例供水公司牵头（四(二)）").waitFor();
    await page.getByRole("button", { name: "登记服务专员响应" }).click();
    await page.locator("[data-testid=act-form]").getByRole("radio", { name: "水" }).check();
    expect(await page.locator("[data-path='act.responder']").inputValue()).toBe("示例替班");
    await page.keyboard.press("Control+Enter");
    await page.getByText(/示例替班 2026-09-18 13:45 响应，用时 2 小时 15 分/).waitFor();
    await page.keyboard.press("F6");
    await page.getByText("待响应的派单 1").press("Enter");
    await page.locator("[data-testid=worklist-row]", { hasText: "转办" }).waitFor();
    await page.locator(".ant-drawer-content-wrapper:not(.ant-motion-running)").waitFor();
    findings.push(...(await axeFindings(page)));
    expect({ findings, faults }).toEqual({ findings: [], faults: [] });
  });

  it("rows 16, 18: gives axe nothing to find at both sizes, in Chinese and in English", async () => {
    await openRoster();
    await fillRoster();
    await table("服务专员与替班").getByRole("button", { name: "登记不在岗 示例专员" }).click();
    const boxes = "[data-testid=page], [data-testid=roster-form], [data-testid=supervisor-tabs]";
    const findings = await lookAtBothSizes(page, boxes);
    await page.getByRole("button", { name: "English" }).click();
    findings.push(...(await lookAtBothSizes(page, boxes)));
    expect(findings).toEqual([]);
  });
});
