import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { listDrafts } from "#station/db/drafts.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
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
