import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { startLoopback, type LoopbackHost } from "#station/app/loopback.ts";
import { listDrafts } from "#station/db/drafts.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { projectRoot } from "#station/lib/resources.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const SOON = { timeout: 20_000 };
const SHOTS = process.env["LIANDONG_SHOTS"];

let station: TestStation;
let page: Page;

beforeEach(async () => {
  station = await stage.openStation("yunhai");
  ({ page } = await stage.visit(station.host.url));
  await signInClerk(page);
});

const applicant = (where: Page) => at(where, "form.header.applicant");
const kept = (): string[] =>
  listDrafts(station.context.db)
    .map(({ body }) => String(body.form["header"]?.["applicant"]))
    .toSorted();
async function shoot(name: string): Promise<void> {
  for (const viewport of [SMALL, LARGE]) {
    await page.setViewportSize(viewport);
    expect(await axeFindings(page)).toEqual([]);
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}-${viewport.width}.png`) });
  }
  await page.setViewportSize(SMALL);
}

describe("one draft and two people", () => {
  it("row 3: on two pages at once neither overwrites the other: the second goes on with a draft of its own and learns why", async () => {
    await applicant(page).fill("先填的公司");
    await page.locator("[data-testid=draft-state][data-state=saved]").waitFor();
    const { page: second } = await stage.visit(station.host.url);
    // A page has a sign-in of its own.
    await signInClerk(second);
    await second.keyboard.press("F9");
    await second.getByRole("button", { name: "继续填写" }).click();
    await expect.poll(() => applicant(second).inputValue(), SOON).toBe("先填的公司");
    await applicant(second).fill("另一处改过的公司");
    await expect.poll(kept, SOON).toEqual(["另一处改过的公司"]);

    await applicant(page).fill("先填的公司，又补了字");
    const note = page.locator("[data-testid=problem-note]");
    await note.waitFor();
    expect(await note.innerText()).toMatch(/示例经办甲，\d\d:\d\d[\s\S]*没有丢失[\s\S]*F9/);
    expect(await applicant(page).inputValue()).toBe("先填的公司，又补了字");
    await expect.poll(kept, SOON).toEqual(["先填的公司，又补了字", "另一处改过的公司"].toSorted());
    await shoot("draft-apart");
    // It goes on as usual: further typing is saved to the new draft, and the note stays until it is closed.
    await applicant(page).fill("先填的公司，补完");
    await expect.poll(kept, SOON).toEqual(["先填的公司，补完", "另一处改过的公司"].toSorted());
    await note.getByRole("button").click();
    await note.waitFor({ state: "detached" });
  });

  it("row 3: a colleague who takes up a parked visit sees who parked it and when", async () => {
    await applicant(page).fill("被停放的公司");
    await page.locator("[data-testid=draft-state][data-state=saved]").waitFor();
    await page.getByRole("button", { name: "退出" }).click();
    await page.getByRole("button", { name: /示例经办乙/ }).click();
    await page.keyboard.type("2468");
    await page.keyboard.press("Enter");
    await expect.poll(() => applicant(page).inputValue(), SOON).toBe("被停放的公司");
    const note = page.locator("[data-testid=taken-up]");
    await note.waitFor();
    expect(await note.innerText()).toMatch(/示例经办甲于 \d{4}-\d\d-\d\d \d\d:\d\d 停放/);
    await shoot("draft-taken-up");
    await page.getByRole("button", { name: "知道了" }).click();
    await note.waitFor({ state: "detached" });
    expect(station.context.db.prepare("SELECT actor, verb FROM audit WHERE verb LIKE 'draft.%'").all()).toEqual([
      { actor: "clerk-2", verb: "draft.takenUp" },
    ]);
  });
});

/** The service behind the page, started again at the same address with nothing in its memory. */
async function startAgain(options: Parameters<typeof startLoopback>[2] = {}): Promise<LoopbackHost> {
  const host = await startLoopback(station.dispatcher, join(projectRoot(), "dist", "renderer"), options);
  onTestFinished(() => host.close());
  return host;
}

/** What only a programmer reads: kinds of errors, addresses, names of files and calls. */
const TECHNICAL = /Error|undefined|https?:|127\.0\.0\.1|\.js\b|\b[a-z]+\.[a-z]+[A-Z]/;

describe("with the program in the background gone", () => {
  beforeEach(async () => {
    // All parts of the page have come before anything goes.
    await page.waitForFunction(() => {
      const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
      return ["SearchDrawer", "TodayDrawer"].every((part) => loaded.some((name) => name.includes(part)));
    });
  });

  it.each([
    ["F3", "查找申请"],
    ["F8", "今日受理"],
  ])("%s keeps the form and what is typed, says so, and works again once it is back", async (key, title) => {
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    await applicant(page).fill("云海样品有限公司");
    await page.context().setOffline(true);
    await at(page, "form.header.site").fill("云海市样品路 8 号");
    await page.keyboard.press(key);
    const drawer = page.locator(".ant-drawer");
    await drawer.getByText(title).first().waitFor();
    if (key === "F3") await page.keyboard.type("云海");
    const note = drawer.locator("[data-testid=problem-note]");
    await note.waitFor();
    expect(await note.innerText()).toMatch(/连接中断[\s\S]*填写的内容仍在/);
    expect(await page.locator("body").innerText()).not.toMatch(TECHNICAL);
    await page.context().setOffline(false);
    await note.getByRole("button", { name: "重试" }).click();
    await note.waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    expect(await applicant(page).inputValue()).toBe("云海样品有限公司");
    expect(await at(page, "form.header.site").inputValue()).toBe("云海市样品路 8 号");
    // Nobody has to type anything for it to be saved now.
    await page.locator("[data-testid=draft-state][data-state=saved]").waitFor();
  });

  it("and started again, the page says that it needs a new sign-in, keeps what is typed, and gets the draft back by it", async () => {
    await applicant(page).fill("云海样品有限公司");
    await page.locator("[data-testid=draft-state][data-state=saved]").waitFor();
    const port = Number(new URL(station.host.origin).port);
    await station.host.close();
    await at(page, "form.header.site").fill("云海市样品路 8 号");
    await startAgain({ port });
    await page.keyboard.press("F8");
    const note = page.locator(".ant-drawer [data-testid=problem-note]");
    await note.getByText("本机服务已重新启动，这个页面需要重新登录。").waitFor();
    expect(await page.locator("body").innerText()).not.toMatch(TECHNICAL);
    expect(await at(page, "form.header.site").inputValue()).toBe("云海市样品路 8 号");
    await page.reload();
    await signInClerk(page);
    await expect.poll(() => applicant(page).inputValue(), SOON).toBe("云海样品有限公司");
  });

  it("a page that is open twice does not reload while something typed is not saved", async () => {
    await page.route("**/call/draft.save", (call) => call.abort());
    await page.evaluate(() => document.body.setAttribute("data-same-page", "yes"));
    await applicant(page).fill("云海样品有限公司");
    let asked = 0;
    await page.route("**/events", (call) => {
      asked += 1;
      return call.fulfill({ status: 409 });
    });
    await station.host.close();
    await expect.poll(() => asked, SOON).toBeGreaterThan(2);
    expect(await page.locator("body").getAttribute("data-same-page")).toBe("yes");
    expect(await applicant(page).inputValue()).toBe("云海样品有限公司");
  });
});

describe("the address of the page without its ticket", () => {
  it("says in both languages that it opens nothing, and what to do", async () => {
    const host = await startAgain({ isSameUser: () => false });
    const { page: other } = await stage.visit(host.origin);
    const note = other.locator("main");
    await note.getByText("这个页面没有获准打开").waitFor();
    const words = await note.innerText();
    expect(words).toContain("请关闭这个页面，用启动程序的系统用户重新打开窗口。");
    expect(words).toContain("Close this page and open the window anew, as the user who started the program.");
    expect(words).not.toMatch(TECHNICAL);
  });
});
