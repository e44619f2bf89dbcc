import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { attachmentPort } from "#station/db/attachment-sends.ts";
import { closeQuarantined } from "#station/sync/attachments/attachment-sends.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { FILE_DAMAGED } from "#station/sync/attachments/failure-words.ts";
import { NEXT_STEPS, NO_ANSWER } from "#station/sync/transport/failure-words.ts";
import { attachScan, makeScan, sendRows, takeApplication } from "#test/helpers/attachment-station.ts";
import { atBothSizes, axeFindings, lookAtBothSizes } from "#test/helpers/browser.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const FRIDAY = "2026-11-20T02:10:00.000Z";
const away = { what: NO_ANSWER.timeout, next: NEXT_STEPS.unreachable };

let station: TestStation;
let page: Page;
let faults: string[];

/** Four files of one application: one half-way that waits, one damaged, one that arrived, one that nobody tried. */
beforeEach(async () => {
  station = await stage.openStation("yunhai", { now: new HandClock(FRIDAY).now });
  const actor = operatorAt(station.context);
  const id = takeApplication(station.context, actor);
  for (const size of [3_200_000, 640_000, 1_100_000, 48_000])
    await attachScan(station.context, actor, id, makeScan(size));
  const port = attachmentPort(station.context.db);
  for (const nth of [1, 2, 3]) port.markSending(nth, FRIDAY);
  port.noteConfirmed(1, 1_572_864, 3_200_000);
  port.markWaiting(1, away, { nextTryAt: "2026-11-20T02:20:00.000Z", failures: 1, setbacks: 0 }, FRIDAY);
  port.quarantined(2, FILE_DAMAGED, FRIDAY);
  port.markSent(3, "R7K2MXW1TQ8ZJ4N3F", FRIDAY);
});

async function openOutbox(): Promise<void> {
  ({ page, faults } = await stage.visit(station.host.url));
  await page.getByRole("button", { name: /示例主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=day-summary-figure]").first().waitFor();
  await page
    .getByRole("tab", { name: /待同步/ })
    .or(page.getByRole("button", { name: /^待同步/ }))
    .first()
    .click();
  await page.locator("[data-testid=attachment-table]").waitFor();
}
const row = (words: string) => page.locator("[data-testid=attachment-table] tbody tr", { hasText: words });

describe("the attachments on the outbox page", () => {
  it("row 63: each file shows its kind, its progress, its next try and why it was quarantined; never its own name", async () => {
    await openOutbox();
    await page.getByRole("button", { name: "附件：等待 2 · 已上传 1 · 异常 1" }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("attachment-sends");
    const waiting = row("等待上传").filter({ hasText: "已试 1 次" });
    expect(await waiting.innerText()).toMatch(/已传 1\.6 MB \/ 共 3\.2 MB/);
    expect(await waiting.innerText()).toMatch(/下次尝试 .*10:20/);
    const aside = row("同步异常");
    expect(await aside.innerText()).toContain("重新扫描");
    await aside.locator("summary").focus();
    await page.keyboard.press("Enter");
    await aside.locator("[data-testid=outbox-story] li").nth(1).waitFor();
    expect(await aside.locator("[data-testid=outbox-story] ol").innerText()).toContain(
      "同步异常: 保存在本机的这个文件已损坏",
    );
    expect(await row("R7K2MXW1TQ8ZJ4N3F").innerText()).toContain("1.1 MB，已传齐");
    expect(await page.locator("[data-testid=attachment-table]").innerText()).not.toContain("示例人的执照");
    // A person who put the file back asks for all of it to be tried again.
    await page.getByRole("button", { name: "立即重试" }).click();
    await expect.poll(() => sendRows(station.context)[1]?.state).toBe("waiting");
    expect(station.errors).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("row 63: a lost file is closed by keyboard with a reason; it no longer counts, and is sent once attached again", async () => {
    await openOutbox();
    await row("同步异常").getByRole("button", { name: "不再上传" }).focus();
    await page.keyboard.press("Enter");
    const form = page.locator("[data-testid=attachment-close]");
    await form.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    if (process.env["SHOTS"] !== undefined)
      await page.screenshot({ path: `${process.env["SHOTS"]}/attachments-close.png` });
    await page.getByRole("button", { name: "确定不再上传" }).click();
    await form.getByText("请写明原因").waitFor();
    await form.locator("textarea").fill("原件已重新扫描附上");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await row("已了结").waitFor();
    expect(await row("已了结").innerText()).toMatch(/10:10 示例主管：原件已重新扫描附上/);
    await page.getByRole("button", { name: "附件：等待 2 · 已上传 1 · 异常 0" }).waitFor();
    expect(sendRows(station.context)[1]?.state).toBe("set-aside");
    const actor = operatorAt(station.context);
    const scan = makeScan(5_000);
    const id = takeApplication(station.context, actor);
    await attachScan(station.context, actor, id, scan);
    const port = attachmentPort(station.context.db);
    port.quarantined(5, FILE_DAMAGED, FRIDAY);
    closeQuarantined(station.context, actor, { id: 5, note: "试" });
    port.retryQuarantined(FRIDAY);
    expect(sendRows(station.context)[4]?.state).toBe("set-aside");
    await attachScan(station.context, actor, id, scan);
    expect(sendRows(station.context)[4]?.state).toBe("waiting");
    expect(station.errors).toEqual([]);
    expect(faults.filter((fault) => !/400|422/.test(fault))).toEqual([]);
  });

  it("row 66: signing out counts the files, and the encrypted export says that they stay", async () => {
    await openOutbox();
    await page.getByRole("button", { name: "加密导出" }).click();
    await page.getByText("有 3 个附件还没有上传。附件不放进离线包").waitFor();
    await page.getByRole("button", { name: "取消" }).click();
    await page.locator("[data-testid=outbox-form]").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "退出登录" }).click();
    const asking = page.getByRole("dialog");
    await asking.getByText("还有 1 条记录和 3 个附件没有同步到中心平台").waitFor();
    await asking.getByText("附件不放进离线包，只在联网后由本机上传。").waitFor();
    if (process.env["SHOTS"] !== undefined)
      await page.screenshot({ path: `${process.env["SHOTS"]}/attachments-sign-out.png` });
    await asking.getByRole("button", { name: "不退出" }).click();
    await asking.waitFor({ state: "detached" });
  });

  it("is clean for axe and keeps to the screen at both sizes, in both languages", async () => {
    await openOutbox();
    for (const language of ["zh", "en"]) {
      if (language === "en") await page.getByRole("button", { name: "English" }).click();
      const story = page.locator("[data-testid=attachment-row][data-state=set-aside] [data-testid=outbox-story]");
      if ((await story.getAttribute("open")) === null) await story.locator("summary").click();
      await story.locator("li").nth(1).waitFor();
      if (process.env["SHOTS"] !== undefined)
        await atBothSizes(page, async (size) => {
          void (await page.screenshot({
            path: `${process.env["SHOTS"] ?? ""}/attachments-${language}-${size.slice(0, 4)}.png`,
            fullPage: true,
          }));
        });
      expect(await lookAtBothSizes(page, "html")).toEqual([]);
    }
    expect(faults).toEqual([]);
  });

  it("row 63: at the counter the header says that files wait, and the list says why", async () => {
    ({ page, faults } = await stage.visit(station.host.url));
    await page.getByRole("button", { name: /示例经办甲/ }).click();
    await page.keyboard.type("2468");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "待同步 3 · 异常 1" }).click();
    await page.getByRole("heading", { name: "附件上传" }).waitFor();
    for (const language of ["zh", "en"]) {
      if (language === "en") {
        await page.keyboard.press("Escape");
        await page.locator(".ant-drawer-body").waitFor({ state: "detached" });
        await page.getByRole("button", { name: "English" }).click();
        await page.getByRole("button", { name: /3.*1 quarantined/ }).click();
        await page.getByRole("heading", { name: "Attachments on their way" }).waitFor();
      }
      if (process.env["SHOTS"] !== undefined)
        await page.screenshot({ path: `${process.env["SHOTS"]}/attachments-drawer-${language}.png` });
      expect(await axeFindings(page)).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
});
