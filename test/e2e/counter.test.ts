import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { at, fillHeader, signInClerk, typeOn } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";

/** How long a busy machine may take until the page shows what it was asked for. */
const SOON = { timeout: 20_000 };

let station: TestStation;
let page: Page;
let faults: string[];

beforeEach(async () => {
  station = await stage.openStation("yunhai");
  ({ page, faults } = await stage.visit(station.host.url));
  await signInClerk(page);
});

const number = (): Promise<string> => page.locator("[data-testid=accepted-number]").innerText();
const route = (utility: string) =>
  page
    .locator("[data-testid=route-card]")
    .filter({ has: page.locator("strong", { hasText: new RegExp(`^${utility}$`) }) })
    .locator("[data-testid=route-tag]");
const count = (table: "applications" | "drafts"): number =>
  (station.context.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get() ?? { n: -1 }).n;
const focused = (): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute("data-path") ?? undefined);

describe("the counter, in a real browser", () => {
  it("takes an application from a blank page to its number by keyboard alone", async () => {
    const { keyboard } = page;
    await keyboard.press("F2");
    await keyboard.press("1");
    await keyboard.press("Enter");
    expect(await focused()).toBe("form.header.applicant");
    await typeOn(page, [
      "云海样品有限公司",
      "",
      "",
      "",
      "云海市样品路 8 号",
      "王小明",
      "13800001111",
      "",
      "2026112509",
      "",
    ]);
    expect(await at(page, "form.header.appointment").inputValue()).toBe("2026-11-25 09");
    expect(await focused()).toBe("form.water.demand");
    await typeOn(page, ["12.5"]);
    // The tick of 无外线工程 comes first; the facts follow in the order of the page.
    await keyboard.press("Tab");
    await typeOn(page, ["19.999", "20261130"]);
    await keyboard.press("ArrowRight");
    await keyboard.press("Tab");
    await keyboard.press("ArrowRight");
    await expect.poll(() => route("水").innerText(), SOON).toContain("免审批");
    await keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    expect(await number()).toMatch(/^[A-Z0-9]+-\d{4}-\d{6}-[A-Z0-9]$/);
    const row = station.context.db
      .prepare<[], { acceptance_number: string }>("SELECT acceptance_number FROM applications")
      .all();
    expect(row.map((one) => one.acceptance_number)).toEqual([await number()]);
    expect(await page.locator("[data-testid=accepted-facts]").innerText()).toContain("示例经办甲");
    await keyboard.press("F8");
    await page.locator("[data-testid=today-line]").waitFor();
    expect(await page.locator("[data-testid=today-line]").innerText()).toContain("云海样品有限公司");
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  });

  it("row 21: takes nothing unmeasured for small: the route opens only when the facts are known, to the millimetre", async () => {
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await expect.poll(() => route("水").innerText(), SOON).toContain("并联审批");
    await page.locator("[data-testid=route-missing]").waitFor();
    await at(page, "line.water.crossings").getByText("不穿越").click();
    await at(page, "line.water.lineLengthMm").fill("20.001");
    await at(page, "line.water.green").getByText("不占用").click();
    await at(page, "line.water.on").fill("20261130");
    await expect.poll(() => route("水").innerText(), SOON).toContain("告知承诺");
    await at(page, "line.water.lineLengthMm").fill("20");
    await expect.poll(() => route("水").innerText(), SOON).toContain("免审批");
    await at(page, "line.water.lineLengthMm").fill("20.0005");
    await page.getByText("最多三位小数（毫米）。").waitFor();
    await expect.poll(() => route("水").innerText(), SOON).toContain("并联审批");
    await page.locator("[data-testid=line-none]").click();
    await expect.poll(() => route("水").innerText(), SOON).toContain("无外线工程");
  });

  it("names what is wanting, moves to it, and keeps everything typed", async () => {
    await at(page, "form.header.applicant").fill("云海样品有限公司");
    await page.keyboard.press("Control+Enter");
    await page.getByText("请至少勾选一项业务").waitFor();
    expect(await at(page, "form.header.applicant").inputValue()).toBe("云海样品有限公司");
    await page.keyboard.press("F2");
    await page.keyboard.press("2");
    await page.keyboard.press("Control+Enter");
    await expect.poll(focused, SOON).toBe("form.header.site");
    expect(await at(page, "form.header.site").getAttribute("aria-invalid")).toBe("true");
    expect(count("applications")).toBe(0);
  });

  it("row 3: comes back after a crash with every text as typed, at the same field", async () => {
    await page.keyboard.press("F2");
    await page.keyboard.press("3");
    await at(page, "form.header.applicant").fill("云海样品有限公司");
    await at(page, "line.steam.lineLengthMm").fill("12.");
    await page.locator("[data-testid=draft-state][data-state=saved]").waitFor();
    await page.reload();
    await page.locator("[data-testid=tiles]").waitFor();
    await expect.poll(() => at(page, "form.header.applicant").inputValue(), SOON).toBe("云海样品有限公司");
    expect(await at(page, "line.steam.lineLengthMm").inputValue()).toBe("12.");
    await expect.poll(async () => (await focused()) ?? "", SOON).toBe("line.steam.lineLengthMm");
    expect(count("drafts")).toBe(1);
  });

  it("row 4: says as it is typed which character of a code is likely wrong, and that a project code is not verified", async () => {
    await at(page, "form.header.creditCode").fill("91420000MA00YHO023");
    await at(page, "form.header.creditCode").press("Tab");
    const said = (path: string) => page.locator(".field", { has: at(page, path) }).innerText();
    await expect.poll(() => said("form.header.creditCode"), SOON).toMatch(/第 15 位“O”可能应为“0”/);
    await at(page, "form.header.projectCode").fill("2026-421300-48-01-123456");
    await at(page, "form.header.projectCode").press("Tab");
    await expect.poll(() => said("form.header.projectCode"), SOON).toContain("未核验");
    await at(page, "form.header.phone").fill("1380000111");
    await at(page, "form.header.phone").press("Tab");
    await expect.poll(() => said("form.header.phone"), SOON).toContain("10 位");
  });

  it("row 3: parks a visit, serves another, and resumes the first", async () => {
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await at(page, "form.header.applicant").fill("先来的公司");
    await page.keyboard.press("Alt+n");
    await expect.poll(() => at(page, "form.header.applicant").inputValue(), SOON).toBe("");
    await page.keyboard.press("F9");
    await page.getByRole("button", { name: "继续填写" }).click();
    await expect.poll(() => at(page, "form.header.applicant").inputValue(), SOON).toBe("先来的公司");
    await expect.poll(focused, SOON).toBe("form.header.applicant");
  });

  it("asks the host once between Ctrl+Enter and the number, also for what was typed a moment before", async () => {
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await fillHeader(page);
    await page.locator("[data-testid=draft-state][data-state=saved]").waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    let before: string[] = [];
    await page.route("**/call/application.submit", async (call) => {
      const response = await call.fetch();
      before = [...asked];
      await call.fulfill({ response });
    });
    await at(page, "form.header.site").fill("云海市样品路 9 号");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    expect(before.filter((path) => !/route\.decide|deadline\.preview/.test(path))).toEqual([
      "/call/application.submit",
    ]);
    const clerk = { ...openSession(), role: "clerk" as const, operatorId: "clerk-1" };
    const { content } = await askDispatcher(station.dispatcher, clerk, "application.get", { id: await number() });
    expect(content.form["header"]?.["site"]).toBe("云海市样品路 9 号");
    expect(count("applications")).toBe(1);
    expect(count("drafts")).toBe(0);
  });

  it("makes one record of a double press and of a call whose answer was lost", async () => {
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await fillHeader(page);
    await page.route("**/call/application.submit", async (call) => {
      await call.fetch();
      await call.abort();
    });
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Enter");
    await page.getByText("与本机服务的连接中断，没有收到答复。").waitFor();
    expect(await at(page, "form.header.applicant").inputValue()).toBe("云海样品有限公司");
    expect(count("applications")).toBe(1);
    await page.unroute("**/call/application.submit");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    expect(count("applications")).toBe(1);
    expect(count("drafts")).toBe(0);
  });

  it("shows a document as it will be printed, prints it, and asks whether paper came", async () => {
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await fillHeader(page);
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    await page.getByRole("button", { name: "预览 申请表" }).click();
    await page.locator("canvas[data-drawn=yes]").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".ant-modal").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "受理通知书: 纸出来了吗？ 没有出纸" }).click();
    const voucher = page.locator("[data-testid=print-row]").filter({ hasText: "受理通知书" });
    await expect.poll(() => voucher.locator("[data-testid=print-state]").innerText(), SOON).toBe("打印失败");
    await voucher.getByRole("button", { name: /^重试/ }).click();
    await expect.poll(() => voucher.innerText(), SOON).toContain("已送打印机");
  });

  it("asks before acceptance where a character would be missing on paper", async () => {
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await fillHeader(page);
    await at(page, "form.header.applicant").fill("云海😀公司");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=unprintable]").waitFor();
    expect(await page.locator("[data-testid=unprintable]").innerText()).toContain("U+1F600");
    expect(count("applications")).toBe(0);
    await page.getByRole("button", { name: "返回修改" }).click();
    await at(page, "form.header.applicant").fill("云海公司");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    expect(count("applications")).toBe(1);
  });

  it("says when the host is gone, and keeps what was typed", async () => {
    await at(page, "form.header.applicant").fill("云海样品有限公司");
    await station.host.close();
    await page.getByText("与本机服务的连接中断，正在重新连接。").waitFor();
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=problem-note]").first().waitFor();
    expect(await page.locator("[data-testid=problem-note]").first().innerText()).toContain("数据是否安全");
    expect(await at(page, "form.header.applicant").inputValue()).toBe("云海样品有限公司");
  });
});
