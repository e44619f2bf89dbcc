import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { askDispatcher } from "#station/core/dispatcher.ts";
import { openSession } from "#station/core/session.ts";
import { lookAtBothSizes } from "#test/helpers/browser.ts";
import { at, fillHeader, signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { smallPng } from "#test/helpers/png.ts";
import { sha256 } from "#station/lib/hashes.ts";

const pdf = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(2_500_000, "示例"), Buffer.from("\n%%EOF")]);

let station: TestStation;
let page: Page;
let faults: string[];

/** Accepts one application at the made-up locality and stays on its page. */
async function acceptOne(): Promise<void> {
  station = await stage.openStation("yunhai");
  ({ page, faults } = await stage.visit(station.host.url));
  await signInClerk(page);
  await page.keyboard.press("F2");
  await page.keyboard.press("1");
  await fillHeader(page);
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=accepted-number]").waitFor();
}

const panel = () => page.locator("section[aria-labelledby=materials-title]");
const row = (n: number) =>
  panel()
    .locator("[data-testid=material]")
    .nth(n - 1);
const save = () => panel().locator(".ant-btn-primary");

describe("the register of materials, in a real browser", () => {
  it("row 12: takes a listed material with its original seen and a file attached, and gives the file back as it came", async () => {
    await acceptOne();
    await panel().getByRole("button", { name: "添加：营业执照" }).click();
    expect(await row(1).locator("input").first().inputValue()).toBe("营业执照");
    await row(1).getByText("已验原件").click();
    await row(1).getByText("已收复印件").click();
    await row(1)
      .locator("input[type=file]")
      .setInputFiles({ name: "扫描 营业执照.PDF", mimeType: "application/pdf", buffer: pdf });
    await row(1).getByRole("button", { name: "另存 扫描 营业执照.pdf" }).waitFor();
    await panel().getByText("有改动未保存").waitFor();
    await save().click();
    await panel().getByText("示例经办甲 于").waitFor();
    await row(1).locator("[data-testid=material-witness]").waitFor();
    expect(await save().isDisabled()).toBe(true);

    const started = page.waitForEvent("download");
    await row(1).getByRole("button", { name: /^另存/ }).click();
    const download = await started;
    expect(download.suggestedFilename()).toMatch(/^[A-Z0-9]+-2026-000001-[A-Z0-9]-1\.pdf$/);
    expect(sha256(readFileSync(await download.path()))).toBe(sha256(pdf));

    const kinds = station.context.db
      .prepare<[], { kind: string }>("SELECT kind FROM outbox_entries ORDER BY sequence")
      .all();
    expect(kinds.map((one) => one.kind)).toEqual(["application.accepted", "materials.recorded"]);
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  });

  it("says what is wanting, and refuses a page dressed up as a picture in words", async () => {
    await acceptOne();
    await panel().getByRole("button", { name: "添加一项" }).click();
    await row(1).locator("[data-testid=material-copies] input").fill("一");
    await save().click();
    await row(1).getByText("请填写材料名称").waitFor();
    await row(1).getByText("份数须为 0 到 99 的整数").waitFor();
    await row(1)
      .locator("input[type=file]")
      .setInputFiles({
        name: "图片.png",
        mimeType: "image/png",
        buffer: Buffer.from("<html><script>alert(1)</script></html>"),
      });
    await panel().getByText("只能附 PDF、JPEG、PNG 或 OFD 文件").waitFor();
    expect(station.context.db.prepare("SELECT count(*) AS n FROM attachments").get()).toEqual({ n: 0 });
    await row(1).locator("[data-testid=material-name] input").fill("总平面图");
    await row(1).locator("[data-testid=material-copies] input").fill("０");
    await save().click();
    await panel().getByText("示例经办甲 于").waitFor();
    expect(faults).toEqual([]);
  });

  it("keeps what is typed when somebody else works on the case, and says when the register itself was changed meanwhile", async () => {
    await acceptOne();
    const { id } = station.context.db.prepare<[], { id: string }>("SELECT id FROM applications").get() ?? { id: "" };
    const other = { ...openSession(), role: "clerk" as const, operatorId: "clerk-2" };
    await panel().getByRole("button", { name: "添加一项" }).click();
    await row(1).locator("[data-testid=material-name] input").fill("总平面图");
    const entry = {
      id: randomUUID(),
      name: "营业执照",
      copies: 1,
      medium: "copy" as const,
      requirement: "",
      originalSeen: true,
      copyTaken: true,
      files: [],
    };
    await askDispatcher(station.dispatcher, other, "materials.record", {
      applicationId: id,
      shownVersion: 1,
      materials: [entry],
    });
    await save().click();
    await panel().getByText("刚被其他人办理过").waitFor();
    expect(await row(1).locator("[data-testid=material-name] input").inputValue()).toBe("总平面图");
    expect(await at(page, "form.header.applicant").count()).toBe(0);
  });

  it("gives axe nothing to find and nothing sticks out at both sizes, in Chinese and in English", async () => {
    await acceptOne();
    const findings: string[] = [];
    const look = async (screen: string): Promise<void> => {
      findings.push(
        ...(await lookAtBothSizes(page, "html, [data-testid=main-column]")).map((one) => `${screen}: ${one}`),
      );
    };
    await look("empty");
    await panel().getByRole("button", { name: "添加：营业执照" }).click();
    await panel().getByRole("button", { name: "添加一项" }).click();
    await save().click();
    await row(2).getByText("请填写材料名称").waitFor();
    await look("wanting");
    await row(2).locator("[data-testid=material-name] input").fill("很长的材料名称".repeat(8));
    await row(1).getByText("已验原件").click();
    await row(1)
      .locator("input[type=file]")
      .setInputFiles({ name: `${"很长的文件名".repeat(8)}.png`, mimeType: "image/png", buffer: smallPng() });
    await row(1).locator("[data-testid=file-chip]").waitFor();
    await save().click();
    await row(1).locator("[data-testid=material-witness]").waitFor();
    await look("recorded");
    await page.getByRole("button", { name: "English" }).click();
    await look("English");
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
  });
});
