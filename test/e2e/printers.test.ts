import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { listPrintJobs } from "#station/db/print-jobs.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { atBothSizes, lookAtBothSizes } from "#test/helpers/browser.ts";
import { signInClerk, fillHeader } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { jobOf, setUpPrinters, SLIPS, takeIn } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter } from "#test/helpers/scripted-printer.ts";

const SHOTS = process.env["LIANDONG_SHOTS"];

let station: TestStation;
let page: Page;
let faults: string[];
let a4: ScriptedPrinter;
let slips: ScriptedPrinter;

beforeEach(async () => {
  [a4, slips] = [new ScriptedPrinter(), new ScriptedPrinter()];
  station = await stage.openStation("yunhai", {
    printing: { open: (settings) => (settings.kind === "ipp" ? a4 : slips).open() },
  });
});

/** Takes a picture at each size, where pictures are asked for. */
async function shoot(name: string): Promise<void> {
  if (SHOTS === undefined) return;
  const folder = SHOTS;
  mkdirSync(folder, { recursive: true });
  await atBothSizes(
    page,
    async (size) => void (await page.screenshot({ path: join(folder, `${name}-${size.slice(0, 4)}.png`) })),
  );
}

async function openPrinters(): Promise<void> {
  ({ page, faults } = await stage.visit(station.host.url));
  await page.getByRole("button", { name: /示例主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "打印机", exact: true }).click();
  await page.locator("[data-testid=printer-table] tbody tr").first().waitFor();
}
const row = (name: string) => page.locator("[data-testid=printer-table] tbody tr", { hasText: name });

describe("row 38: the supervisor's printers, in a real browser", () => {
  it("are added by keyboard, sent a kind of document, tested, confirmed and taken out of use", async () => {
    await openPrinters();
    await page.getByRole("button", { name: "添加打印机" }).press("Enter");
    const form = page.locator("[data-testid=printer-form]");
    await form.getByLabel("连接方式").selectOption({ label: "网口小票机（ESC/POS）" });
    await form.getByLabel("名称").fill("小票机");
    await form.getByLabel("地址").fill("没有端口");
    await page.keyboard.press("Enter");
    await form.getByText(/应写成 主机:端口/).waitFor();
    await form.getByLabel("地址").fill("192.168.1.50:9100");
    await page.keyboard.press("Enter");
    await form.getByText(/还没有允许连接 192\.168\.1\.50 的 9100 端口/).waitFor();
    await form.getByLabel("您的口令（允许连接这个地址）").fill("2468");
    await page.keyboard.press("Enter");
    await row("小票机").waitFor();
    await page.getByLabel("小票", { exact: true }).selectOption({ label: "小票机" });
    await row("小票机").getByText("正常").waitFor();
    await row("小票机").getByRole("button", { name: "小票机: 打印测试页" }).press("Enter");
    await row("小票机").getByRole("button", { name: "小票机: 测试页正确" }).press("Enter");
    await row("小票机")
      .getByText(/示例主管 .* 确认/)
      .waitFor();
    await page.getByRole("button", { name: "当日台账" }).click();
    await page.locator("[data-testid=printer-readiness]", { hasText: "小票机" }).getByText("测试页已确认").waitFor();
    await page.getByRole("button", { name: "打印机", exact: true }).click();
    await row("小票机").getByRole("button", { name: "停用 小票机" }).press("Enter");
    await row("小票机").waitFor({ state: "detached" });
    expect(faults).toEqual([]);
  });

  it("give axe nothing to find at both sizes, in Chinese and in English", async () => {
    setUpPrinters(station.context);
    slips.state = { state: "stopped", troubles: ["paper-out", "cover-open"] };
    takeIn(station.context, operatorAt(station.context));
    await openPrinters();
    await row("小票机").getByText("打印机缺纸").waitFor();
    const findings: string[] = [];
    const boxes = [
      "[data-testid=page]",
      "[data-testid=printer-table]",
      "[data-testid=shell-header]",
      "[data-testid=side-card]",
      "[data-testid=printer-form]",
    ].join(", ");
    for (const language of ["zh", "en"]) {
      findings.push(...(await lookAtBothSizes(page, boxes)));
      await shoot(`printers-${language}`);
      await page.getByRole("button", { name: language === "zh" ? "添加打印机" : "Add a printer" }).click();
      findings.push(...(await lookAtBothSizes(page, boxes)));
      await shoot(`printers-form-${language}`);
      await page
        .locator("[data-testid=printer-form]")
        .getByRole("button", { name: language === "zh" ? "取消" : "Cancel" })
        .click();
      if (language === "zh") await page.getByRole("button", { name: "English" }).click();
    }
    expect(findings).toEqual([]);
  });
});

describe("rows 36 to 38: a sheet on the clerk's page", () => {
  async function accept(): Promise<void> {
    setUpPrinters(station.context);
    ({ page, faults } = await stage.visit(station.host.url));
    await signInClerk(page);
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await fillHeader(page);
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
  }
  const sheet = (name: string) => page.locator("[data-testid=print-row]", { hasText: name });

  it("waits with its reason, is cancelled with one, and is tried again", async () => {
    slips.state = { state: "stopped", troubles: ["paper-out"] };
    await accept();
    await sheet("小票")
      .getByText(/打印机缺纸/)
      .waitFor();
    await page.locator("[data-testid=printer-banner]", { hasText: "打印机缺纸" }).waitFor();
    await page.getByRole("button", { name: "取消打印 小票" }).press("Enter");
    await page.keyboard.press("Enter");
    await sheet("小票").getByText("请写明取消原因").waitFor();
    await page.keyboard.type("换一台打印");
    await page.keyboard.press("Enter");
    await sheet("小票").locator("[data-testid=print-state][data-state=failed]").waitFor();
    slips.state = { state: "ready", troubles: [] };
    await page.getByRole("button", { name: "重试 小票" }).press("Enter");
    await sheet("小票").locator("[data-testid=print-state][data-state=device-confirmed]").waitFor({ timeout: 90_000 });
    await sheet("小票").locator("summary").click();
    await sheet("小票")
      .getByText(/取消 · .* · 换一台打印/)
      .waitFor();
    expect(faults).toEqual([]);
  });

  it("that broke off is answered by a person: not come, tried again, and then reprinted only with a reason", async () => {
    slips.script = () => ({
      pages: 0,
      answer: { outcome: "unconfirmed", trouble: "connection-lost", pages: null, detail: null },
    });
    await accept();
    await sheet("小票").locator("[data-testid=print-state][data-state=unconfirmed]").waitFor({ timeout: 90_000 });
    slips.script = () => ({ pages: null, answer: { outcome: "device-confirmed" } });
    await page.getByRole("button", { name: "小票: 纸出来了吗？ 没有出纸" }).press("Enter");
    await page.getByRole("button", { name: "重试 小票" }).press("Enter");
    await sheet("小票").locator("[data-testid=print-state][data-state=device-confirmed]").waitFor({ timeout: 90_000 });
    await page.getByRole("button", { name: "补打 小票" }).press("Enter");
    await page.keyboard.press("Enter");
    await sheet("小票").getByText("请写明补打原因").waitFor();
    await page.keyboard.type("申请人遗失");
    await page.keyboard.press("Enter");
    await sheet("小票").locator("[data-testid=print-when]", { hasText: "第 2 次" }).waitFor();
    const id = station.context.db.prepare<[], string>("SELECT id FROM applications").pluck().get() ?? "";
    expect(jobOf(station.context, id, "slip")).toMatchObject({ copy: 2, why: "申请人遗失" });
    expect(listPrintJobs(station.context.db, id).filter((job) => job.kind === "slip")).toHaveLength(2);
    expect(slips.seen).toHaveLength(3);
  });

  it("of several pages goes on from the page that is named", async () => {
    a4.script = (one) =>
      one.kind === "unified-form"
        ? { pages: 1, answer: { outcome: "unconfirmed", trouble: "jam", pages: 1, detail: null } }
        : { pages: null, answer: { outcome: "device-confirmed" } };
    await accept();
    await sheet("申请表").locator("[data-testid=print-state][data-state=unconfirmed]").waitFor({ timeout: 90_000 });
    station.context.db.exec("UPDATE print_jobs SET pages = 3 WHERE kind = 'unified-form'");
    station.context.events.emit({
      kind: "print.changed",
      applicationId: station.context.db.prepare<[], string>("SELECT id FROM applications").pluck().get() ?? "",
    });
    a4.script = () => ({ pages: null, answer: { outcome: "device-confirmed" } });
    await sheet("申请表").getByLabel("申请表: 接着打的起始页").selectOption("3");
    await sheet("申请表").getByRole("button", { name: "从第 3 页接着打" }).press("Enter");
    await sheet("申请表")
      .locator("[data-testid=print-state][data-state=device-confirmed]")
      .waitFor({ timeout: 90_000 });
  });

  it("gives axe nothing to find at both sizes, in Chinese and in English, whatever it says", async () => {
    a4.script = (one) => ({
      pages: 0,
      answer:
        one.kind === "voucher"
          ? { outcome: "failed", trouble: "refused", again: false, detail: "document-format" }
          : { outcome: "unconfirmed", trouble: "jam", pages: 1, detail: null },
    });
    slips.state = { state: "stopped", troubles: ["paper-out"] };
    await accept();
    await sheet("受理通知书").locator("[data-testid=print-state][data-state=failed]").waitFor({ timeout: 90_000 });
    await page.getByRole("button", { name: "取消打印 小票" }).click();
    const findings: string[] = [];
    for (const language of ["zh", "en"]) {
      findings.push(
        ...(await lookAtBothSizes(
          page,
          "[data-testid=print-row], [data-testid=printer-banner], [data-testid=counter]",
        )),
      );
      await shoot(`panel-${language}`);
      if (language === "zh") await page.getByRole("button", { name: "English" }).click();
    }
    expect(findings).toEqual([]);
    expect(SLIPS.name).toBe("小票机");
  });
});
