import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { listAudit } from "#station/db/audit.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { axeFindings } from "#test/helpers/browser.ts";
import { at, fillHeader, signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const SOON = { timeout: 20_000 };
const header = { applicant: "云海样品有限公司", site: "云海市样品路 8 号", contact: "王小明", phone: "13800001111" };

let station: TestStation;
let page: Page;
let faults: string[];

beforeEach(async () => {
  station = await stage.openStation("yunhai");
  ({ page, faults } = await stage.visit(station.host.url));
  await signInClerk(page);
});

const store = (form: object = header) =>
  submitApplication(station.context, operatorAt(station.context), {
    key: randomUUID(),
    body: yunhaiDraft({ form: { header: form as Record<string, string> } }),
  });
const count = (): number =>
  (station.context.db.prepare<[], { n: number }>("SELECT count(*) AS n FROM applications").get() ?? { n: -1 }).n;

/** Types the stored application once more and tries to accept it. */
async function typeItAgain(): Promise<void> {
  await page.keyboard.press("F2");
  await page.keyboard.press("1");
  await fillHeader(page);
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=duplicate-line]").waitFor();
}

describe("search at the counter", () => {
  it("finds by one character as it is typed, and opens the case by keyboard alone", async () => {
    store();
    const other = store({ ...header, applicant: "示范饭店", contact: "欧阳龘", phone: "0715-8231234" });
    await page.keyboard.press("F3");
    const field = page.getByRole("searchbox");
    await expect.poll(() => field.evaluate((element) => element === document.activeElement), SOON).toBe(true);
    await page.keyboard.insertText("龘");
    await expect.poll(() => page.locator("[data-testid=search-list] [data-testid=today-line]").count(), SOON).toBe(1);
    const line = await page.locator("[data-testid=search-list] [data-testid=today-line]").innerText();
    for (const part of [other.acceptanceNumber, "示范饭店", "责任人 示例经办甲", "1 号窗口"])
      expect(line).toContain(part);
    expect(line).not.toContain("8231234");
    await field.fill("1111");
    await expect.poll(() => page.locator("[data-testid=search-list]").innerText(), SOON).toContain("云海样品有限公司");
    await field.fill("没有此人");
    await page.getByText("没有找到符合的申请。").waitFor();
    await field.fill(other.acceptanceNumber.slice(-8));
    await page.locator("[data-testid=search-list] [data-testid=today-line]").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("main").innerText(), SOON).toContain(other.acceptanceNumber);
    expect(faults).toEqual([]);
  });
});

describe("row 6: a likely duplicate at the counter", () => {
  it("is shown with its number, window and duty holder before anything is accepted, and going back keeps what was typed", async () => {
    const first = store();
    await typeItAgain();
    const dialog = await page.locator(".ant-modal").innerText();
    for (const part of [first.acceptanceNumber, "已受理", "1 号窗口", "示例经办甲", "示例供水公司", "重复的业务：水"])
      expect(dialog).toContain(part);
    expect(await axeFindings(page)).toEqual([]);
    expect(count()).toBe(1);
    await page.getByRole("button", { name: "返回填写" }).click();
    await page.locator(".ant-modal").waitFor({ state: "detached" });
    expect(await at(page, "form.header.applicant").inputValue()).toBe(header.applicant);
  });

  it("is accepted as new only with a reason, which is in the audit log", async () => {
    const first = store();
    await typeItAgain();
    await page.getByRole("button", { name: "另行受理" }).click();
    await page.getByText("请先选择理由。").waitFor();
    await page.getByText("其他（请写明）").click();
    await page.getByRole("button", { name: "另行受理" }).click();
    await page.getByText("请写明理由。").waitFor();
    await page.getByText("同一项目的下一期").click();
    await page.getByRole("button", { name: "另行受理" }).click();
    await page.locator("[data-testid=accepted-number]").waitFor();
    expect(count()).toBe(2);
    const second = station.context.db
      .prepare<[string], { id: string }>("SELECT id FROM applications WHERE id <> ?")
      .get(first.id);
    expect(listAudit(station.context.db, second?.id ?? "")).toContainEqual(
      expect.objectContaining({
        verb: "duplicate.overruled",
        detail: { duplicateOf: [first.id], reason: "another-phase" },
      }),
    );
  });

  it("is merged by opening the stored one; what was typed stays parked", async () => {
    const first = store();
    await typeItAgain();
    await page.getByRole("button", { name: `并案：打开 ${first.acceptanceNumber}` }).press("Enter");
    await expect.poll(() => page.locator("main").innerText(), SOON).toContain(first.acceptanceNumber);
    expect(count()).toBe(1);
    expect(station.context.db.prepare("SELECT count(*) AS n FROM drafts").get()).toEqual({ n: 1 });
  });

  it("is withdrawn by discarding what was typed", async () => {
    store();
    await typeItAgain();
    await page.getByRole("button", { name: "作废本次填写" }).click();
    await expect.poll(() => at(page, "form.header.applicant").inputValue(), SOON).toBe("");
    expect(count()).toBe(1);
    expect(station.context.db.prepare("SELECT count(*) AS n FROM drafts").get()).toEqual({ n: 0 });
  });
});
