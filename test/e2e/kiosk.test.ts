import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Answer } from "#shared/contract/call.ts";
import { listDay } from "#station/records/application.ts";
import { tokenIn } from "#test/helpers/enter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage, workerBrowser } from "#test/helpers/page-fixture.ts";
import { answerUntil, askedField, chooseTiles, goOn, PORTRAIT, startKiosk, VISITOR } from "#test/helpers/kiosk-page.ts";

let station: TestStation;
let page: Page;
let faults: string[];

beforeEach(async () => {
  station = await stage.openStation("yunhai");
});

async function openKiosk(): Promise<void> {
  ({ page, faults } = await stage.visit(station.host.url, PORTRAIT));
  await startKiosk(page);
}

/** The same, with the page's clock in the test's hands. */
async function openTimedKiosk(): Promise<void> {
  const browser = await workerBrowser();
  const context = await browser.newContext({ viewport: PORTRAIT, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  onTestFinished(() => context.close());
  page = await context.newPage();
  await page.clock.install({ time: new Date("2026-11-20T02:00:00Z") });
  await page.goto(station.host.url);
  await startKiosk(page);
}

const today = () => listDay(station.context, null);
/** Asks the host as any program with the page's token could. */
async function ask(name: string, input: unknown): Promise<Answer> {
  const answer = await fetch(`${station.host.origin}/call/${name}`, {
    method: "POST",
    headers: { "x-station-token": await tokenIn(page), "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  return (await answer.json()) as Answer;
}

describe("a whole visit", () => {
  it("ends with the number, the person who answers, and what is true of the slip", async () => {
    await openKiosk();
    await chooseTiles(page, [0, 2]);
    const asked = await answerUntil(page, null);
    expect(asked.slice(0, 3)).toEqual(["applicant", "creditCode", "identityNumber"]);
    expect(asked).toContain("condensate");
    expect(asked).not.toContain("mainCapacity");

    await expect(page.locator("[data-testid=kiosk-review]").textContent()).resolves.toContain("137****4391");
    expect(await page.content()).not.toContain(VISITOR.phone);
    const hold = page.locator("[data-testid=answer]", { hasText: "137****4391" }).locator("[data-testid=answer-hold]");
    await hold.hover();
    await page.mouse.down();
    expect(await page.locator("[data-testid=kiosk-review]").textContent()).toContain(VISITOR.phone);
    await page.mouse.up();
    expect(await page.content()).not.toContain(VISITOR.phone);

    await goOn(page);
    await page.locator("[data-testid=kiosk-number] strong").waitFor();
    const [line] = today();
    expect(today()).toHaveLength(1);
    expect(line).toMatchObject({
      applicant: VISITOR.applicant,
      site: VISITOR.site,
      channel: "kiosk",
      utilities: ["water", "steam"],
      route: "joint-approval",
    });
    expect(await page.locator("[data-testid=kiosk-number] strong").textContent()).toBe(line?.acceptanceNumber);
    expect(await page.locator("[data-testid=kiosk-duty]").textContent()).toContain(line?.dutyHolder);
    await page.locator("[data-testid=kiosk-slip-state][data-state=folder]").waitFor();
    const slip = page.locator("[data-testid=kiosk-slip-image]");
    await slip.waitFor();
    expect(
      await slip.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(300);
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  });

  it("takes the visitor back to one answer from the review, and straight to the review again", async () => {
    await openKiosk();
    await chooseTiles(page, [0]);
    await answerUntil(page, null);
    await page
      .locator("[data-testid=answer]", { hasText: VISITOR.site })
      .locator("[data-testid=answer-change]")
      .click();
    expect(await askedField(page)).toBe("site");
    await page.locator("[data-path='form.header.site']").fill("云海市新址路 1 号");
    await goOn(page);
    await page.locator("[data-testid=answer]", { hasText: "云海市新址路 1 号" }).waitFor();
  });

  it("does not go past a required question left blank, and lets an optional one be skipped", async () => {
    await openKiosk();
    await chooseTiles(page, [0]);
    await goOn(page);
    await page.locator("[data-testid=kiosk-problem]", { hasText: "必须填写" }).waitFor();
    expect(await page.getByRole("button", { name: "跳过" }).count()).toBe(0);
    await answerUntil(page, "creditCode");
    await page.getByRole("button", { name: "跳过" }).click();
    await page.locator("[data-path='form.header.identityNumber']").waitFor();
  });

  it("checks an answer while it is on the screen, and takes digits from the pad", async () => {
    await openKiosk();
    await chooseTiles(page, [0]);
    await answerUntil(page, "phone");
    for (const digit of "1380000")
      await page.locator("[data-testid=pad-key]").getByText(digit, { exact: true }).click();
    await page.locator("[data-testid=kiosk-doubt]", { hasText: "11 位" }).waitFor();
    await page.getByRole("button", { name: "删除" }).click();
    expect(await page.locator("[data-path='form.header.phone']").inputValue()).toBe("138000");
  });

  it("keeps the answers when the submission fails, and makes one application of two tries", async () => {
    await openKiosk();
    await chooseTiles(page, [0]);
    await answerUntil(page, null);
    // The host accepts, but its answer is lost on the way: the page cannot know.
    await page.route("**/call/application.submit", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await goOn(page);
    await page.locator("[data-testid=problem-note]").waitFor();
    expect(await page.locator("[data-testid=problem-note] dt").count()).toBe(3);
    expect(await page.locator("[data-testid=kiosk-review]").textContent()).toContain(VISITOR.applicant);
    await page.unroute("**/call/application.submit");
    await goOn(page);
    await page.locator("[data-testid=kiosk-number] strong").waitFor();
    expect(today()).toHaveLength(1);
  });
});

describe("the end of a visit", () => {
  it("comes by itself: a warning after sixty seconds, everything gone fifteen later", async () => {
    await openTimedKiosk();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Large print" }).click();
    await page.getByRole("button", { name: "Normal print" }).click();
    await chooseTiles(page, [0]);
    await answerUntil(page, "projectCode");
    await page.clock.fastForward(59_000);
    expect(await page.getByRole("alertdialog").count()).toBe(0);
    await page.clock.fastForward(1_500);
    await page.getByRole("alertdialog").waitFor();
    expect(await page.content()).not.toContain(VISITOR.applicant);
    await page.getByRole("button", { name: "I am here, go on" }).click();
    await page.locator("[data-path='form.header.projectCode']").waitFor();
    await page.clock.fastForward(60_500);
    await page.getByRole("alertdialog").waitFor();
    await page.clock.fastForward(15_000);
    await page.locator("[data-testid=kiosk-start]:enabled", { hasText: "开始办理" }).waitFor();
    expect(today()).toEqual([]);
    await chooseTiles(page, [0]);
    expect(await page.locator("[data-path='form.header.applicant']").inputValue()).toBe("");
  });

  it("waits ninety seconds in large print, and the next visitor finds normal print in Chinese", async () => {
    await openTimedKiosk();
    await page.getByRole("button", { name: "大字版" }).click();
    await page.getByRole("button", { name: "English" }).click();
    await chooseTiles(page, [0]);
    await page.clock.fastForward(89_000);
    expect(await page.getByRole("alertdialog").count()).toBe(0);
    await page.clock.fastForward(1_500);
    await page.getByRole("alertdialog").waitFor();
    await page.clock.fastForward(15_000);
    await page.locator("[data-testid=kiosk-start]:enabled", { hasText: "开始办理" }).waitFor();
    expect(await page.locator(".kiosk-elder").count()).toBe(0);
  });

  it("comes after twenty minutes however busy the visitor is", async () => {
    await openTimedKiosk();
    await chooseTiles(page, [0]);
    const field = page.locator("[data-path='form.header.applicant']");
    for (let minute = 0; minute < 19; minute += 1) {
      await page.clock.fastForward(59_000);
      await field.press("a");
    }
    await page.clock.fastForward(59_000);
    await field.press("a");
    await page.clock.fastForward(9_000);
    await page.locator("[data-testid=kiosk-last-call]").waitFor();
    expect(await field.count()).toBe(1);
    await page.clock.fastForward(15_000);
    await page.locator("[data-testid=kiosk-start]:enabled").waitFor();
  });

  it("makes the host forget the visit: the application of the visitor before can no longer be shown", async () => {
    await openKiosk();
    await chooseTiles(page, [0]);
    await answerUntil(page, null);
    await goOn(page);
    await page.locator("[data-testid=kiosk-number] strong").waitFor();
    const applicationId = today()[0]?.id;
    const slip = { source: { applicationId }, kind: "slip", utility: null };
    expect(await ask("document.preview", slip)).toMatchObject({ ok: true });
    await page.getByRole("button", { name: "办完了，返回首页" }).click();
    await page.locator("[data-testid=kiosk-start]:enabled").waitFor();
    expect(await ask("document.preview", slip)).toMatchObject({ ok: false, problem: { code: "not-allowed" } });
    expect(await page.content()).not.toContain(VISITOR.applicant);
  });

  it("keeps the kiosk closed while the host cannot be made to forget", async () => {
    await openTimedKiosk();
    await chooseTiles(page, [0]);
    await answerUntil(page, "creditCode");
    await page.route("**/call/session.startKiosk", (route) => route.abort());
    await page.getByRole("button", { name: "结束办理" }).click();
    await page.getByRole("button", { name: "结束并清除" }).click();
    await page.getByText("自助办理暂停服务").waitFor();
    expect(await page.content()).not.toContain(VISITOR.applicant);
    await page.unroute("**/call/session.startKiosk");
    await page.clock.fastForward(6_000);
    await page.locator("[data-testid=kiosk-start]:enabled").waitFor();
  });
});

describe("the staff's way out", () => {
  it("opens by five taps in the corner, refuses a wrong PIN, and leads to the counter with nothing of the visitor", async () => {
    await openKiosk();
    await chooseTiles(page, [0]);
    await answerUntil(page, "creditCode");
    for (let tap = 0; tap < 5; tap += 1) await page.mouse.click(40, 40);
    await page.locator("#staff-pin").fill("1357");
    await goOn(page);
    await page.locator("[data-testid=problem-note]").waitFor();
    expect(await page.locator("[data-testid=kiosk]").count()).toBe(1);
    await page.locator("#staff-pin").fill("2468");
    await goOn(page);
    await page.locator("[data-testid=counter]").waitFor();
    expect(await page.content()).not.toContain(VISITOR.applicant);
  });
});
