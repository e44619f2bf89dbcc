import { mkdirSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { printPaperForms } from "#station/intake/paper-forms.ts";
import { findPaperForm } from "#station/db/paper-forms.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { at, fillHeader, signInClerk, signOut } from "#test/helpers/counter-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const shots = process.env["LIANDONG_SHOTS"];
/** Friday, 10:00 in China. */
const START = "2026-09-18T02:00:00.000Z";

describe("the worklist and the late entry in a browser", () => {
  beforeAll(async () => {
    if (shots !== undefined) mkdirSync(shots, { recursive: true });
  });

  it("row 32, 33, 68: F6 shows urgent cases, a doubted clock is reported, a paper form is entered late, overdue cases show", async () => {
    const clock = new HandClock(START);
    let monotonic = 0;
    const station = await stage.openStation("yunhai", { now: clock.now, monotonicMs: () => monotonic });
    const shot = async (page: { screenshot: (options: { path: string }) => Promise<unknown> }, name: string) => {
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
    };
    const actor = operatorAt(station.context);
    const [form] = await printPaperForms(station.context, actor, "yunhai", 2);
    submitApplication(station.context, actor, { key: randomUUID(), body: yunhaiDraft() });
    submitApplication(station.context, actor, { key: randomUUID(), body: yunhaiDraft({ outsideLines: [] }) });
    const { page, faults } = await stage.visit(station.host.url, SMALL);
    await signInClerk(page);
    await page.getByRole("button", { name: /时限 1/ }).waitFor();
    await page.keyboard.press("F6");
    await page.getByText("今日到期 1").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, "worklist-zh-1366");
    await page.keyboard.press("Escape");

    // An hour passes that the monotonic clock has not seen: the hall goes on, and says so.
    clock.set("2026-09-18T07:30:00.000Z");
    monotonic = 60_000;
    await page.reload();
    await page.getByText("时钟待核").first().waitFor();
    await page.locator("[data-testid=tiles]").waitFor();

    await page.keyboard.press("Alt+b");
    await at(page, "outage.paperNumber").fill(form?.number ?? "");
    await at(page, "outage.receivedAt").fill("2026-09-18 10:30");
    await at(page, "outage.receivedBy").selectOption("clerk-2");
    await at(page, "outage.reason").fill("停电");
    await page.keyboard.press("F2");
    await page.keyboard.press("Space");
    await fillHeader(page);
    await at(page, "form.header.phone").press("Tab");
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, "outage-zh-1366");
    await page.keyboard.press("Control+Enter");
    await page
      .getByText(/示例经办乙/)
      .first()
      .waitFor();
    expect(findPaperForm(station.context.db, form?.number ?? "")?.state).toBe("used");
    const stored = station.context.db
      .prepare<[], { accepted_at: string }>(
        "SELECT a.accepted_at FROM applications a JOIN paper_forms p ON p.application_id = a.id",
      )
      .get();
    expect(stored?.accepted_at).toBe("2026-09-18T02:30:00.000Z");
    await page.getByRole("button", { name: "已核对，时间正确" }).click();
    await page.locator("[data-testid=clock-doubt]").waitFor({ state: "detached" });
    expect(faults).toEqual([]);

    clock.set("2026-09-18T10:00:00.000Z");
    monotonic += 2.5 * 3_600_000;
    await signOut(page);
    await page.setViewportSize(LARGE);
    await page.getByRole("button", { name: /示例主管/ }).click();
    await page.keyboard.type("2468");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "时限看板" }).click();
    await page.getByText("已超期 1").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, "worklist-supervisor-1920");
    await page.getByRole("button", { name: "应急纸质单" }).click();
    await page.getByText("未用 1 张 · 已补录 1 张 · 作废 0 张").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, "paper-forms-1920");
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  });
});
