import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { lookAtBothSizes } from "#test/helpers/browser.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { stage } from "#test/helpers/page-fixture.ts";

let station: TestStation;
let page: Page;
let faults: string[];

beforeEach(async () => {
  station = await stage.openStation("neixiang", { now: new HandClock("2026-11-20T02:10:00.000Z").now });
});

async function openRegister(): Promise<void> {
  ({ page, faults } = await stage.visit(station.host.url));
  await page.getByRole("button", { name: /示例主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "暂停登记" }).click();
  await page.locator("[data-testid=suspension-form]").first().waitFor();
}

const form = (title: string) =>
  page.locator("[data-testid=suspension-form]", { has: page.getByRole("heading", { name: title }) });
const rows = () => page.locator("[data-testid=data-table] tbody tr");

async function record(step: string, order: string): Promise<void> {
  const before = await rows().count();
  await form("登记步骤").getByLabel("步骤").selectOption({ label: step });
  await form("登记步骤").getByLabel("文号").fill(order);
  await page.keyboard.press("Enter");
  await rows().nth(before).waitFor();
}

describe("the suspension register, in a real browser", () => {
  it("row 26: shows the rule as documented, says which step must wait, and ends a suspension on the later of the two", async () => {
    await openRegister();
    await page.getByText("暂停执行告知承诺制3个月并直到整改完成", { exact: true }).waitFor();
    await form("登记步骤").getByLabel("步骤").selectOption({ label: "暂停告知承诺" });
    await page.getByText("须先责令限期整改并约谈，仍未整改到位的方可暂停。").waitFor();
    await record("责令限期整改", "责改〔2026〕1号");
    await record("约谈", "约谈〔2026〕1号");
    await record("暂停告知承诺", "暂停〔2026〕1号");
    expect(await rows().nth(2).innerText()).toMatch(/暂停〔2026〕1号[\s\S]*至整改完成[\s\S]*暂停中/);
    await form("确认整改完成").getByLabel("确认文号").fill("验收〔2026〕9号");
    await page.keyboard.press("Enter");
    await rows().nth(2).getByText("2026-11-20 整改完成，验收〔2026〕9号（示例主管）").waitFor();
    expect(await rows().nth(2).innerText()).toContain("至 2027-02-20 止");
    await page.getByText("没有待整改的单位。").waitFor();
    expect(faults).toEqual([]);
  });

  it("gives axe nothing to find at both sizes, in Chinese and in English", async () => {
    await openRegister();
    await record("责令限期整改", "责改〔2026〕1号");
    const boxes = "[data-testid=page], [data-testid=suspension-form]";
    const findings = await lookAtBothSizes(page, boxes);
    await page.getByRole("button", { name: "English" }).click();
    findings.push(...(await lookAtBothSizes(page, boxes)));
    expect(findings).toEqual([]);
  });
});
