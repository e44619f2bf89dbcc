import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listDrafts } from "#station/db/drafts.ts";
import { listAudit } from "#station/db/audit.ts";
import { listReceptions } from "#station/intake/reception-view.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { at, fillHeader, signInClerk, signOut } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const shots = process.env["LIANDONG_SHOTS"];
let station: TestStation;
let page: Page;
let faults: string[];

beforeAll(async () => {
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
});
beforeEach(async () => {
  station = await stage.openStation("yunhai");
  ({ page, faults } = await stage.visit(station.host.url, SMALL));
});

/** Both sizes and both languages as images, where they are wanted, and axe at the first; nothing may stick out sideways. */
async function look(name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  const sideways = await page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll("[data-testid=main-column], .ant-modal")].map(
        (box) => box.scrollWidth - box.clientWidth,
      ),
    ),
  );
  expect(sideways).toBeLessThanOrEqual(0);
  if (shots === undefined) return;
  for (const language of ["zh", "en"] as const) {
    for (const size of [SMALL, LARGE]) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `${shots}/${name}-${language}-${size.width}.png` });
    }
    await page.setViewportSize(SMALL);
    // A dialog covers the switch; what is looked at stays open.
    await page.locator("[data-testid=language-switch]").dispatchEvent("click");
  }
}

async function tickWater(): Promise<void> {
  await page.keyboard.press("F2");
  await page.keyboard.press("1");
  await fillHeader(page);
}

describe("an applicant who is not at the window", () => {
  it("row 9: by keyboard, an entry on behalf is refused at the consent, then accepted with it, signed and printed", async () => {
    await signInClerk(page);
    await tickWater();
    await page.keyboard.press("Alt+p");
    await page.locator('[data-path="consent.channel"] input:checked:focus').waitFor();
    expect(await at(page, "consent.agent").inputValue()).toBe("示例经办甲");
    await page.keyboard.press("Control+Enter");
    // The refusal leads to the first part of the consent that is missing.
    await page.getByText("请选择申请人怎样表示同意").waitFor();
    await page.locator('[data-path="consent.way"] input:focus').waitFor();
    await look("consent-wanting");
    await page.locator('[data-path="consent.way"] input').nth(1).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("王代办");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("示例帮办服务队");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    // Ticked at this very minute unless the clerk writes another.
    expect(await at(page, "consent.givenAt").inputValue()).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
    await page.getByRole("button", { name: "签名…" }).focus();
    await page.keyboard.press("Enter");
    const pad = await page.locator("[data-testid=consent-sign] canvas").boundingBox();
    if (pad === null) throw new Error("no place to sign");
    await page.mouse.move(pad.x + 20, pad.y + 40);
    await page.mouse.down();
    await page.mouse.move(pad.x + 200, pad.y + 80, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("button", { name: "用这个签名" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(/^附件 1（\d+ KB）/).waitFor();
    await look("consent-given");
    // A form that comes back after a crash still has its consent.
    await page.getByText(/草稿已保存/).waitFor();
    await page.reload();
    await at(page, "consent.agent").waitFor();
    expect(await at(page, "consent.agent").inputValue()).toBe("王代办");
    await page.getByText("可以受理").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    const row = station.context.db
      .prepare<[], { id: string; channel: string; content_sealed: string }>(
        "SELECT id, channel, content_sealed FROM applications",
      )
      .get();
    expect(row?.channel).toBe("on-behalf");
    expect(JSON.parse(row?.content_sealed ?? "{}")).toMatchObject({
      v: 1,
      value: {
        consent: {
          way: "by-phone",
          agent: "王代办",
          relation: "示例帮办服务队",
          files: [expect.stringMatching(/^[0-9a-f]{64}$/)],
        },
      },
    });
    expect(JSON.stringify(listAudit(station.context.db, row?.id ?? ""))).not.toContain("王代办");
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  });

  it("row 12: by keyboard, a visit gets a slip and is parked, then refused with a notice; no acceptance number is used", async () => {
    await signInClerk(page);
    await tickWater();
    await page.keyboard.press("Alt+r");
    await page.locator('[data-path="reception.kind"] input:checked:focus').waitFor();
    await look("reception-receive");
    await page.keyboard.press("Tab");
    await page.keyboard.type("营业执照复印件\n总平面图");
    await page.keyboard.press("Tab");
    await page.keyboard.type("等待核实地址");
    await page.keyboard.press("Enter");
    await page.getByText("已收件，草稿已暂存").waitFor();
    const [received] = listReceptions(station.context, null);
    expect(await page.locator("[data-testid=reception-number]").innerText()).toBe(received?.number);
    await page.getByText("已送打印机").waitFor();
    await look("reception-given");
    await page.getByRole("button", { name: "预览 收件凭证" }).click();
    await page.locator("canvas[data-drawn=yes]").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-testid=document-pages]").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "下一位" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=reception]").waitFor({ state: "detached" });
    expect(await at(page, "form.header.applicant").inputValue()).toBe("");

    await page.keyboard.press("F9");
    await page.getByText(`已收件 ${received?.number ?? ""}`).waitFor();
    expect(await page.getByRole("button", { name: "作废" }).count()).toBe(0);
    await look("reception-parked");
    await page.getByRole("button", { name: "继续填写" }).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-path="form.header.applicant"]')?.value !== "",
    );
    await page.keyboard.press("Alt+r");
    await page.locator('[data-path="reception.kind"] input:checked:focus').waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    await page.locator('[data-path="reception.ground"] input:checked:focus').waitFor();
    await look("reception-refuse");
    await page.keyboard.press("Tab");
    await page.keyboard.type("邻市政务大厅报装窗口");
    await page.keyboard.press("Tab");
    await page.keyboard.type("该地址归邻市供水");
    await page.keyboard.press("Enter");
    await page.getByText("已出具不予受理通知书").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=reception]").waitFor({ state: "detached" });
    expect(listReceptions(station.context, null)).toMatchObject([
      { kind: "received", replaced: true },
      { kind: "refused", reason: "该地址归邻市供水" },
    ]);
    expect([
      listDrafts(station.context.db),
      station.context.db.prepare("SELECT count(*) FROM applications").pluck().get(),
    ]).toEqual([[], 0]);

    await signOut(page);
    await page.getByRole("button", { name: /示例主管/ }).click();
    await page.keyboard.type("2468");
    await page.keyboard.press("Enter");
    await page.getByText("收件与不予受理（2）").first().waitFor();
    await look("reception-day");
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  });
});
