import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { keepRegisterEntry } from "#station/db/register-entries.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { scanCode } from "#test/helpers/barcode-reader.ts";
import { axeFindings } from "#test/helpers/browser.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const SOON = { timeout: 20_000 };
const LICENCE = "91420000MA00YH0023";
const OTHER = "91420000MA00YH0036";

let station: TestStation;
let page: Page;
let faults: string[];

beforeEach(async () => {
  station = await stage.openStation("yunhai");
  ({ page, faults } = await stage.visit(station.host.url));
  await signInClerk(page);
});

const creditCode = (): Promise<string> => at(page, "form.header.creditCode").inputValue();
const note = (): Promise<string> => page.locator("[data-testid=scan-note]").innerText();
const focused = (): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute("data-path") ?? undefined);

describe("scanning at the counter", () => {
  it("row 1: a licence scanned in the wrong field lands in its own, and the field keeps what was typed", async () => {
    await at(page, "form.header.site").fill("云海市样品路");
    await scanCode(page, LICENCE);
    await expect.poll(creditCode, SOON).toBe(LICENCE);
    expect(await at(page, "form.header.site").inputValue()).toBe("云海市样品路");
    expect(await focused()).toBe("form.header.site");
    expect(await note()).toContain(LICENCE);
    // Typed on by hand, the field goes on where it was.
    await page.keyboard.press("End");
    await page.keyboard.press("8");
    expect(await at(page, "form.header.site").inputValue()).toBe("云海市样品路8");
  });

  it("row 1: scanned among the ticks it ticks nothing, and in a date field it leaves no date", async () => {
    await page.keyboard.press("F2");
    await page.keyboard.press("2");
    await scanCode(page, `https://licence.example/?id=${LICENCE}`);
    await expect.poll(creditCode, SOON).toBe(LICENCE);
    expect(await page.locator("[data-testid=tiles] input:checked").count()).toBe(1);
    await at(page, "form.header.appointment").focus();
    await scanCode(page, "2026-421300-48-01-123456");
    await expect.poll(() => at(page, "form.header.projectCode").inputValue(), SOON).toBe("2026-421300-48-01-123456");
    expect(await at(page, "form.header.appointment").inputValue()).toBe("");
    expect(station.context.db.prepare("SELECT count(*) AS n FROM applications").get()).toEqual({ n: 0 });
  });

  it("row 1: is read however the reader is set up, whatever has the keyboard, and presses no button", async () => {
    await page.evaluate(() => {
      // The downloads of the browser would open by a line feed that the page lets through.
      const note = (event: KeyboardEvent): void => {
        if (event.ctrlKey && event.code === "KeyJ") document.body.setAttribute("data-line-feed", "let through");
      };
      window.addEventListener("keydown", note);
    });
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    for (const [path, text] of Object.entries({
      applicant: "云海样品有限公司",
      site: "云海市样品路 8 号",
      contact: "王小明",
      phone: "13800001111",
    }))
      await at(page, `form.header.${path}`).fill(text);
    const accept = page.getByRole("button", { name: /^受理/ });
    const contact = at(page, "form.header.contact");
    for (const [place, reader, text] of [
      [accept, {}, LICENCE],
      [accept, { end: "CR LF" }, LICENCE],
      [accept, {}, `USCC ${LICENCE}`],
      [contact, { end: "Tab" }, LICENCE],
      [contact, { end: "Ctrl+J" }, LICENCE],
      [contact, { gapMs: 50 }, LICENCE],
    ] as const) {
      await at(page, "form.header.creditCode").fill("");
      await place.focus();
      await scanCode(page, text, reader);
      await expect.poll(creditCode, SOON).toBe(LICENCE);
      expect(await contact.inputValue()).toBe("王小明");
    }
    expect(station.context.db.prepare("SELECT count(*) AS n FROM applications").get()).toEqual({ n: 0 });
    // 受理 was not even tried: nothing is marked as missing.
    expect(await page.locator("[aria-invalid=true]").count()).toBe(0);
    expect(await page.locator("[data-line-feed]").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it("row 1: a second licence changes nothing before the clerk says so", async () => {
    await at(page, "form.header.contact").focus();
    await scanCode(page, LICENCE);
    await expect.poll(creditCode, SOON).toBe(LICENCE);
    await scanCode(page, OTHER);
    await expect.poll(note, SOON).toContain(`表中已填 ${LICENCE}`);
    expect(await creditCode()).toBe(LICENCE);
    await page.getByRole("button", { name: "改为扫描的" }).click();
    expect(await creditCode()).toBe(OTHER);
  });

  it("row 1: what a scan asked is put away with its form: on the next one its button could only do harm", async () => {
    await at(page, "form.header.contact").focus();
    await scanCode(page, LICENCE);
    await expect.poll(creditCode, SOON).toBe(LICENCE);
    await scanCode(page, OTHER);
    await page.getByRole("button", { name: "改为扫描的" }).waitFor();
    await page.keyboard.press("Alt+n");
    await page.locator("[data-testid=scan-note]").waitFor({ state: "detached" });
    expect(await creditCode()).toBe("");
  });

  it("row 1: a code with a wrong check character is not taken, and says why", async () => {
    await at(page, "form.header.contact").focus();
    await scanCode(page, "91420000MA00YH0028");
    await expect.poll(note, SOON).toContain("校验位不对");
    expect(await creditCode()).toBe("");
    expect(await at(page, "form.header.contact").inputValue()).toBe("");
  });

  it("row 42: a scanned paper opens its case and says whether it is current", async () => {
    const { acceptanceNumber, hash } = submitApplication(station.context, operatorAt(station.context), {
      key: randomUUID(),
      body: yunhaiDraft(),
    });
    await scanCode(page, `LD1:${acceptanceNumber}:voucher:1:${hash.slice(0, 10)}`);
    await expect.poll(note, SOON).toContain("受理通知书：第 1 版，与记录一致，是最新的");
    await expect.poll(() => page.locator("main").first().innerText(), SOON).toContain(acceptanceNumber);
    await scanCode(page, `LD1:${acceptanceNumber}:voucher:1:${hash.startsWith("0") ? "1" : "0"}${hash.slice(1, 10)}`);
    await expect.poll(note, SOON).toContain("校验码与第 1 版记录不符");
    await scanCode(page, `LD1:${acceptanceNumber}:voucher:4:${hash.slice(0, 10)}`);
    await expect.poll(note, SOON).toContain("记录没有第 4 版");
    // A licence scanned now belongs to no form.
    await scanCode(page, LICENCE);
    await expect.poll(note, SOON).toContain("请先回到填写页");
    expect(faults).toEqual([]);
  });

  it("row 1: an acceptance number opens its case, and one that is not here is named", async () => {
    const { acceptanceNumber } = submitApplication(station.context, operatorAt(station.context), {
      key: randomUUID(),
      body: yunhaiDraft(),
    });
    await page.keyboard.press("F8");
    await scanCode(page, acceptanceNumber);
    await expect.poll(note, SOON).toContain(`已打开受理编号 ${acceptanceNumber}`);
    await scanCode(page, "LD1:LD99-2026-000001-X:slip:1:0a1b2c3d4e");
    await expect.poll(note, SOON).toContain("本机没有这份申请");
  });
});

describe("row 5: company data from the register", () => {
  it("is never waited for: without a centre the form says that values stay declared", async () => {
    await at(page, "form.header.creditCode").fill(LICENCE);
    await expect.poll(() => page.locator("[data-testid=register]").innerText(), SOON).toContain("中心平台尚未连接");
    expect(await page.locator("[data-testid=register]").innerText()).toContain("申报值");
    expect(await at(page, "form.header.applicant").inputValue()).toBe("");
  });

  it("fills empty fields only, shows a difference side by side, and leaves the choice to the clerk", async () => {
    await page.route("**/call/register.find", (call) =>
      call.fulfill({
        json: {
          ok: true,
          value: {
            kind: "found",
            company: {
              creditCode: LICENCE,
              name: "云海样品有限公司",
              legalRepresentative: "示例法人甲",
              address: "云海市样品路 8 号",
              standing: "in-business",
              source: { zh: "演示登记库", en: "Demo register" },
              asOf: "2026-11-01",
            },
          },
        },
      }),
    );
    await at(page, "form.header.applicant").fill("云海样品公司");
    await scanCode(page, LICENCE);
    await expect.poll(() => at(page, "form.header.legalRepresentative").inputValue(), SOON).toBe("示例法人甲");
    expect(await at(page, "form.header.applicant").inputValue()).toBe("云海样品公司");
    expect(await at(page, "form.header.site").inputValue()).toBe("");
    const panel = page.locator("[data-testid=register]");
    expect(await panel.innerText()).toContain("申报 云海样品公司");
    expect(await panel.innerText()).toContain("登记 云海样品有限公司");
    await page.getByRole("button", { name: "单位名称: 用登记的" }).click();
    expect(await at(page, "form.header.applicant").inputValue()).toBe("云海样品有限公司");
    await expect.poll(() => panel.locator("[data-testid=register-confirmed]").count(), SOON).toBe(2);
    await page.getByRole("button", { name: "住所 / 安装地址: 用登记的" }).click();
    expect(await at(page, "form.header.site").inputValue()).toBe("云海市样品路 8 号");
    expect(faults).toEqual([]);
  });

  it("gives an earlier look-up with its date where there is no network; a project's data fill nothing", async () => {
    const source = { zh: "示例项目登记库", en: "Sample project register" };
    const project = {
      projectCode: "2026-420000-04-01-123456",
      name: "云海样品二期厂房",
      organisation: "云海样品有限公司",
      creditCode: null,
      site: "云海市样品路 8 号",
      source,
      asOf: "2026-11-01",
    };
    keepRegisterEntry(station.context.db, {
      kind: "project",
      code: project.projectCode,
      body: JSON.stringify(project),
      at: "2026-11-18T01:00:00.000Z",
    });
    const company = {
      creditCode: LICENCE,
      name: "云海样品有限公司",
      legalRepresentative: "示例法人甲",
      address: null,
      standing: "in-business",
      source,
      asOf: "2026-11-01",
    };
    keepRegisterEntry(station.context.db, {
      kind: "company",
      code: LICENCE,
      body: JSON.stringify(company),
      at: "2026-11-18T01:00:00.000Z",
    });
    await at(page, "form.header.applicant").fill("云海样品公司");
    await at(page, "form.header.projectCode").fill("20264200000401123456");
    await at(page, "form.header.creditCode").fill(LICENCE);
    const panel = page.locator("[data-testid=register-project]");
    await expect.poll(() => panel.innerText(), SOON).toContain("云海样品二期厂房");
    expect(await panel.innerText()).toContain("以下是 2026-11-18 09:00 查得的");
    expect(await at(page, "form.header.site").inputValue()).toBe("");
    await expect
      .poll(() => page.locator("[data-testid=register]").first().innerText(), SOON)
      .toContain("以下是 2026-11-18 09:00 查得的");
    await panel.getByRole("button", { name: "住所 / 安装地址: 用登记的" }).click();
    expect(await at(page, "form.header.site").inputValue()).toBe("云海市样品路 8 号");
    await panel.getByRole("button", { name: "单位名称: 保留申报的" }).click();
    expect(await panel.innerText()).toContain("保留申报值");
    expect(await axeFindings(page)).toEqual([]);
    if (process.env["PICTURES"] !== undefined)
      await page.screenshot({ path: `${process.env["PICTURES"]}/register-project.png` });
    expect(faults).toEqual([]);
  });
});
