import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { outboxPort } from "#station/db/due-entries.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { exportOutbox, decryptContent, encryptContent } from "#station/sync/outbox/export-file.ts";
import { takeReceipts } from "#station/sync/outbox/import-file.ts";
import { putSetting } from "#station/db/settings.ts";
import { NEXT_STEPS, NO_ANSWER } from "#station/sync/transport/failure-words.ts";
import { atBothSizes, axeFindings } from "#test/helpers/browser.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { ScriptedCentre } from "#test/helpers/scripted-centre.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const FRIDAY = "2026-11-20T02:10:00.000Z";
const away = { what: NO_ANSWER.refused, next: NEXT_STEPS.unreachable };
const refusal = {
  what: { zh: "中心平台拒收（422）。联系电话格式不对", en: "The centre refused it (422). The phone is wrong" },
  next: NEXT_STEPS.refused,
};

let station: TestStation;
let page: Page;
let faults: string[];

/** Three applications: one that has not got through, one that the centre refused, one that nobody tried. */
beforeEach(async () => {
  station = await stage.openStation("yunhai", { now: new HandClock(FRIDAY).now });
  for (let nth = 1; nth <= 3; nth += 1)
    submitApplication(station.context, operatorAt(station.context), {
      key: randomUUID(),
      body: yunhaiDraft({
        form: {
          header: { applicant: `示例${nth}公司`, site: `云海路 ${nth} 号`, contact: "示例人", phone: "13800000000" },
        },
      }),
    });
  const port = outboxPort(station.context.db);
  const [waiting, refused] = port.listDue(FRIDAY, 9);
  port.markSending(waiting?.id ?? "", FRIDAY);
  for (const minute of [1, 2, 3])
    port.markWaiting(
      waiting?.id ?? "",
      { failure: "unreachable", reason: away },
      "2026-11-20T02:20:00.000Z",
      `2026-11-20T02:1${minute}:00.000Z`,
    );
  port.markSending(refused?.id ?? "", FRIDAY);
  port.quarantine(refused?.id ?? "", "refused", refusal, FRIDAY);
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
  await page.locator("[data-testid=outbox-entries]").waitFor();
}
const row = (words: string) => page.locator("[data-testid=outbox-entries] tbody tr", { hasText: words });

describe("the outbox page", () => {
  it("keeps the head of its table at the upper edge while the rows go past under it", async () => {
    await openOutbox();
    await page.setViewportSize({ width: 1366, height: 360 });
    const gap = await page.evaluate(() => {
      const scroller = document.querySelector("[data-testid=page]");
      const table = document.querySelector("[data-testid=outbox-entries]");
      const head = table?.querySelector("thead th");
      if (scroller === null || table === null || head === null || head === undefined) throw new Error("no table");
      table.querySelector("tbody tr:last-child")?.scrollIntoView({ block: "end" });
      if (table.getBoundingClientRect().top >= scroller.getBoundingClientRect().top)
        throw new Error("nothing scrolled");
      return head.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    });
    expect(gap).toBe(0);
  });

  it("row 61: a refused entry shows its history, and is sent as a new version by keyboard, with a word on the correction", async () => {
    await openOutbox();
    const aside = row("联系电话格式不对");
    await aside.locator("summary").focus();
    await page.keyboard.press("Enter");
    await aside.locator("[data-testid=outbox-story] li").nth(1).waitFor();
    expect(await aside.locator("[data-testid=outbox-story] ol").innerText()).toContain("同步异常: 中心平台拒收");
    await aside.getByRole("button", { name: "更正后重新同步" }).focus();
    await page.keyboard.press("Enter");
    const form = page.locator("[data-testid=outbox-resend]");
    await form.waitFor();
    await page.getByRole("button", { name: "重新同步", exact: true }).click();
    await form.getByText("请写明更正了什么").waitFor();
    expect(station.context.db.prepare("SELECT count(*) FROM outbox_entries").pluck().get()).toBe(3);
    await form.locator("textarea").fill("电话已更正");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await row("已另行同步").waitFor();
    expect(await page.locator("[data-testid=outbox-head]").innerText()).toContain("异常 0");
    expect(
      station.context.db.prepare("SELECT kind, sequence, state FROM outbox_entries ORDER BY rowid DESC LIMIT 1").get(),
    ).toEqual({ kind: "application.accepted", sequence: 2, state: "waiting" });
    expect(await row("已另行同步").getByRole("button", { name: "更正后重新同步" }).count()).toBe(0);
    expect(station.errors).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("row 62: a waiting entry shows its failures and its next try; retry now says why nothing can be sent", async () => {
    await openOutbox();
    const waiting = row("中心平台连接不上");
    expect(await waiting.innerText()).toMatch(/下次尝试 .*10:20/);
    await waiting.locator("summary").click();
    await waiting.locator("[data-testid=outbox-story] li").nth(1).waitFor();
    expect(await waiting.locator("[data-testid=outbox-story] ol").innerText()).toMatch(/10:11 .*10:13.*3 次/);
    await page.getByRole("button", { name: "立即重试" }).click();
    await page.locator("[data-testid=outbox-hold]").waitFor();
    expect(await page.locator("[data-testid=outbox-hold]").innerText()).toContain("本窗口尚未在中心平台注册");
  });

  it("row 66: the supervisor seals what is unsent into a file, and a file of receipts that comes back ends it", async () => {
    await openOutbox();
    await page.getByRole("button", { name: "加密导出" }).click();
    const [passphrase, again] = [page.getByLabel("口令", { exact: true }), page.getByLabel("再输一次口令")];
    await passphrase.fill("示例口令-北山 2026");
    await again.fill("示例口令-南山 2026");
    await page.getByRole("button", { name: "导出文件" }).click();
    await page.getByText("两次输入的口令不一样").waitFor();
    await again.fill("示例口令-北山 2026");
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const file = await (await download).path();
    await page.getByText("已导出 3 条").waitFor();
    const content = decryptContent(readFileSync(file), "示例口令-北山 2026");
    if (content.kind !== "entries") throw new Error(content.kind);
    expect(content.entries.map((entry) => entry.setAside).toSorted()).toEqual([false, false, true]);
    await page.getByRole("button", { name: "知道了" }).click();

    const [first] = content.entries.filter((entry) => !entry.setAside);
    const receipts = encryptContent(
      {
        kind: "receipts",
        madeAt: FRIDAY,
        stationPrefix: "K08",
        receipts: [{ key: first?.key ?? "", payloadHash: first?.payloadHash ?? "", receipt: "R-00000001" }],
        refused: [],
      },
      "示例口令-北山 2026",
    );
    await page.getByRole("button", { name: "导入离线包、回执" }).click();
    await page
      .getByLabel("离线包", { exact: true })
      .setInputFiles({ name: "unsent.sealed.receipts", mimeType: "application/octet-stream", buffer: receipts });
    await page.getByLabel("口令", { exact: true }).fill("示例口令-南山 2026");
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await page.getByText("口令不对").first().waitFor();
    await page.getByLabel("口令", { exact: true }).fill("示例口令-北山 2026");
    await page.keyboard.press("Enter");
    await page.getByText("新确认已同步 1 条").waitFor();
    await page.getByRole("button", { name: "知道了" }).click();
    await row("R-00000001").waitFor();
    expect(await page.locator("[data-testid=outbox-head]").innerText()).toContain("已同步 1");
    await page.getByText("中心平台的备份已覆盖 0 条，尚未覆盖 1 条").waitFor();
    expect(station.errors).toEqual([]);
    expect(faults.filter((fault) => !/400|422/.test(fault))).toEqual([]);
  });

  it("row 66: by button, the supervisor relays another station's encrypted export and saves its receipts", async () => {
    const centre = new ScriptedCentre();
    await centre.open();
    const other = await stage.openStation("yunhai", { now: new HandClock(FRIDAY).now });
    submitApplication(other.context, operatorAt(other.context), { key: randomUUID(), body: yunhaiDraft() });
    const passphrase = "示例口令-北山 2026";
    const link = { "centre.url": centre.url, "centre.token": "t".repeat(43) };
    for (const [key, value] of Object.entries(link)) putSetting(other.context.db, key, value);
    const file = exportOutbox(other.context, operatorAt(other.context), passphrase)?.bytes ?? Buffer.alloc(0);
    await openOutbox();
    const importing = async (): Promise<void> => {
      await page
        .getByLabel("离线包", { exact: true })
        .setInputFiles({ name: "unsent.sealed", mimeType: "application/octet-stream", buffer: file });
      await page.getByLabel("口令", { exact: true }).fill(passphrase);
      await page.keyboard.press("Enter");
    };
    await page.getByRole("button", { name: "导入离线包、回执" }).click();
    await importing();
    await page.getByText("本窗口没有在中心平台注册，不能代为同步").first().waitFor();
    for (const [key, value] of Object.entries(link)) putSetting(station.context.db, key, value);
    const download = page.waitForEvent("download");
    await importing();
    const receipts = await (await download).path();
    await page.getByText("中心平台已收到 1 条，拒收 0 条，还有 0 条未报成").waitFor();
    expect(await page.locator("[data-testid=outbox-form]").innerText()).toMatch(/回执已存为 outbox-.*\.receipts/);
    expect(await axeFindings(page)).toEqual([]);
    if (process.env["SHOTS"] !== undefined) await page.screenshot({ path: `${process.env["SHOTS"]}/carried.png` });
    const content = decryptContent(readFileSync(receipts), passphrase);
    if (content.kind !== "receipts") throw new Error(content.kind);
    expect(takeReceipts(other.context, operatorAt(other.context), content)).toMatchObject({ confirmed: 1 });
    expect(outboxPort(other.context.db).countByState()).toMatchObject({ waiting: 0, sent: 1 });
    expect(station.context.db.prepare("SELECT count(*) FROM audit WHERE verb = 'outbox.carried'").pluck().get()).toBe(
      1,
    );
    await centre.close();
  });

  it("row 66: signing out is not done at once while something is unsent: it says how much, and what not to do", async () => {
    await openOutbox();
    await page.getByRole("button", { name: "退出登录" }).click();
    const asking = page.getByRole("dialog");
    await asking.getByText("还有 3 条没有同步到中心平台").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await asking.getByRole("button", { name: "不退出" }).click();
    await asking.waitFor({ state: "detached" });
    expect(await page.locator("[data-testid=outbox-entries]").count()).toBe(1);
    await page.getByRole("button", { name: "退出登录" }).click();
    await asking.getByRole("button", { name: "仍要退出" }).click();
    await page.getByRole("button", { name: /示例主管/ }).waitFor();
    expect(outboxPort(station.context.db).countByState()).toMatchObject({ waiting: 2, quarantined: 1 });
  });

  it.each(["示例主管", "示例经办甲"])(
    "row 66: %s is asked before signing out, from whichever shell, and stays signed in while it is asked",
    async (name) => {
      ({ page, faults } = await stage.visit(station.host.url));
      await page.getByRole("button", { name: new RegExp(name) }).click();
      await page.keyboard.type("2468");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "退出登录" }).click();
      const asking = page.getByRole("dialog");
      await asking.getByText("还有 3 条没有同步到中心平台").waitFor();
      expect(await page.locator("[data-testid=shell-operator]").innerText()).toBe(name);
      await asking.getByRole("button", { name: "仍要退出" }).click();
      await page.getByRole("button", { name: new RegExp(name) }).waitFor();
    },
  );

  it("is clean for axe and keeps to the screen at 1366×768 and 1920×1080, in both languages, stories and form open", async () => {
    await openOutbox();
    const findings: string[] = [];
    const look = (screen: string): Promise<void> =>
      atBothSizes(page, async (size) => {
        if (process.env["SHOTS"] !== undefined)
          await page.screenshot({ path: `${process.env["SHOTS"]}/${screen}-${size}.png` });
        findings.push(...(await axeFindings(page)).map((finding) => `${screen} at ${size}: ${finding}`));
      });
    const keepsToTheScreen = (): Promise<void> =>
      atBothSizes(page, async () =>
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
        ).toBe(true),
      );
    for (const language of ["zh", "en"]) {
      if (language === "en") await page.getByRole("button", { name: "English" }).click();
      for (const story of await page.locator("[data-testid=outbox-story]").all())
        if ((await story.getAttribute("open")) === null) await story.locator("summary").click();
      await page.locator("[data-testid=outbox-story] li").nth(2).waitFor();
      await look(`outbox-${language}`);
      await keepsToTheScreen();
      await page.getByRole("button", { name: /更正后重新同步|Send corrected/ }).click();
      await page.locator("[data-testid=outbox-resend]").waitFor();
      await look(`resend-${language}`);
      await page.keyboard.press("Escape");
      await page.locator("[data-testid=outbox-resend]").waitFor({ state: "detached" });
      for (const name of [/加密导出|Encrypted export/, /导入离线包、回执|Import file or receipts/]) {
        await page.getByRole("button", { name }).click();
        await page.locator("[data-testid=outbox-form]").waitFor();
        await look(`${name.source.slice(-6)}-${language}`);
        await page.keyboard.press("Escape");
        await page.locator("[data-testid=outbox-form]").waitFor({ state: "detached" });
      }
    }
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
  });
});
