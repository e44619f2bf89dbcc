import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atBothSizes, axeFindings, openPage } from "#test/helpers/browser.ts";
import { at, fillHeader, signInClerk } from "#test/helpers/counter-page.ts";
import { startTestStation, stopTestStation, type TestStation } from "#test/helpers/hall.ts";
import { workerBrowser } from "#test/helpers/page-fixture.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

let browser: Browser;
let station: TestStation;

beforeAll(async () => {
  browser = await workerBrowser();
  station = await startTestStation("yunhai");
});
afterAll(async () => {
  await stopTestStation(station);
});

/** Takes in what the walks take in, so that each of them meets a duplicate. */
function takeInTheSame(): void {
  const header = {
    applicant: "云海样品有限公司",
    site: "云海市样品路 8 号",
    contact: "王小明",
    phone: "13800001111",
    creditCode: "91420000MA00YH0023",
  };
  submitApplication(station.context, operatorAt(station.context), {
    key: randomUUID(),
    body: yunhaiDraft({ form: { header } }),
  });
}

/** Whether anything sticks out of the page sideways. */
const sidewaysPixels = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      ...[
        document.documentElement,
        ...document.querySelectorAll(
          "[data-testid=main-column], [data-testid=side-column], [data-testid=shell-header]",
        ),
      ].map((box) => box.scrollWidth - box.clientWidth),
    ),
  );

async function walk(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  await look("blank");
  await page.keyboard.press("F2");
  for (const key of ["1", "2", "3", "4"]) await page.keyboard.press(key);
  await at(page, "line.water.crossings").locator("input").nth(2).check();
  await at(page, "line.water.green").locator("input").nth(2).check();
  await page.locator("[data-testid=route-card] [data-testid=reasons]").first().waitFor();
  await look("all facts open");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=intake-problems]").waitFor();
  await look("refused");
  await fillHeader(page);
  await at(page, "form.header.creditCode").fill("91420000MA00YH0023");
  await page.locator("[data-testid=register] [data-testid=register-warning]").waitFor();
  await at(page, "form.steam.businessType").locator("input").first().check();
  await page.keyboard.press("F4");
  await page.locator("canvas[data-drawn=yes]").first().waitFor();
  await look("draft preview");
  await page.keyboard.press("Escape");
  await page.locator(".ant-modal").waitFor({ state: "detached" });
  await page.keyboard.press("Control+Enter");
  // What every walk takes in is stored already.
  await page.locator("[data-testid=duplicate-line]").first().waitFor();
  await look("duplicate");
  await page.locator("[data-testid=duplicate-new] .pill").first().click();
  await page.locator("[data-testid=duplicate-acts] .ant-btn-primary").click();
  await page.locator("[data-testid=accepted-number]").waitFor();
  await look("accepted");
  await page.keyboard.press("F8");
  await page.locator("[data-testid=today-line]").first().waitFor();
  await look("today");
  await page.keyboard.press("Escape");
  await page.locator(".ant-drawer").waitFor({ state: "detached" });
  await page.keyboard.press("F3");
  await page.getByRole("searchbox").fill("云");
  await page.locator("[data-testid=search-list] [data-testid=today-line]").first().waitFor();
  await look("search");
}

describe("the counter's screens at 1366×768 and 1920×1080", () => {
  it("give axe nothing to find and nothing sticks out, in Chinese and in English", async () => {
    const { page, faults } = await openPage(browser, station.host.url);
    const findings: string[] = [];
    const look = (screen: string): Promise<void> =>
      atBothSizes(page, async (size) => {
        findings.push(...(await axeFindings(page)).map((finding) => `${screen} at ${size}: ${finding}`));
        const over = await sidewaysPixels(page);
        if (over > 0) findings.push(`${screen} at ${size}: ${over} px stick out`);
      });
    takeInTheSame();
    await page.locator("[data-testid=sign-in]").waitFor();
    await look("sign-in");
    await signInClerk(page);
    await walk(page, look);
    await page.keyboard.press("Escape");
    await page.locator(".ant-drawer").waitFor({ state: "detached" });
    await page.keyboard.press("Alt+n");
    await page.getByRole("button", { name: "English" }).click();
    await walk(page, (screen) => look(`English ${screen}`));
    await page.getByRole("button", { name: "中文" }).evaluate((button: HTMLElement) => button.click());
    await page.getByRole("button", { name: "退出登录" }).evaluate((button: HTMLElement) => button.click());
    // What was taken in has no centre to go to here, and that is said first.
    await page.getByRole("button", { name: "仍要退出" }).click();
    await page.locator("[data-testid=sign-in]").waitFor();
    await page.context().close();
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describe("the counter in English", () => {
  it("leaves no Chinese outside names, numbers of papers and quoted words", async () => {
    const { page } = await openPage(browser, station.host.url);
    await signInClerk(page);
    await page.getByRole("button", { name: "English" }).click();
    await page.keyboard.press("F2");
    for (const key of ["1", "2", "3", "4"]) await page.keyboard.press(key);
    await page.locator("[data-testid=route-card] [data-testid=reasons]").first().waitFor();
    const left = await page
      .locator("[data-testid=main-column], [data-testid=intake-bar], [data-testid=shell-own]")
      .evaluateAll((boxes: HTMLElement[]) =>
        boxes.flatMap((box) => box.innerText.split("\n")).filter((line) => /\p{Script=Han}/u.test(line)),
      );
    expect(left).toEqual([]);
    await page.context().close();
  });
});

describe("the form at the counter", () => {
  it("goes by Alt+M from one empty required field to the next, past the answered ones, and round again", async () => {
    const { page } = await openPage(browser, station.host.url);
    await signInClerk(page);
    const deadlines = page.locator("[data-testid=side-card]", { hasText: "办理时限" });
    expect(await deadlines.innerText()).toContain("尚未勾选申请业务");
    const places: (string | null)[] = [];
    const next = async (): Promise<void> => {
      await page.keyboard.press("Alt+m");
      places.push(await page.evaluate(() => document.activeElement?.getAttribute("data-path") ?? null));
    };
    await at(page, "form.header.contact").fill("王小明");
    for (let times = 0; times < 4; times += 1) await next();
    expect(places).toEqual(["form.header.phone", "form.header.applicant", "form.header.site", "form.header.phone"]);
    await page.context().close();
  });

  it("draws a rare character of a name by a shipped font where the machine has none", async () => {
    const { page, faults } = await openPage(browser, station.host.url);
    await signInClerk(page);
    const names = "𠮷㛃䶮𬬻𠀀";
    await at(page, "form.header.contact").fill(names);
    const drawn = await page.evaluate(async (text) => {
      const families = ["Hall Sans", "Hall Rare A", "Hall Rare B"].map((family) => `"${family}"`).join(", ");
      await document.fonts.load(`40px ${families}`, text);
      const ink = (sign: string): string => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [48, 48];
        const pen = canvas.getContext("2d");
        if (pen === null) throw new Error("no canvas");
        // Without the machine's own fonts, which differ from one to the next.
        pen.font = `40px ${families}`;
        pen.fillText(sign, 4, 40);
        return canvas.toDataURL();
      };
      // No font has a glyph for a code point that is no character; each missing sign looks like it.
      const missing = ink("\u{3fffd}");
      return [...text].filter((sign) => ink(sign) !== missing);
    }, names);
    expect(drawn.join("")).toBe(names);
    const stack = await at(page, "form.header.contact").evaluate((box) => getComputedStyle(box).fontFamily);
    expect(stack).toMatch(/"Hall Sans", "Hall Rare A", "Hall Rare B"/);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
