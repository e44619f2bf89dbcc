import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { operatorAt } from "#station/people/sign-in.ts";
import { viewCallbacks } from "#station/cases/callbacks.ts";
import { performAct } from "#station/cases/acts.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { signInClerk } from "#test/helpers/counter-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const shots = process.env["LIANDONG_SHOTS"];
beforeAll(async () => {
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
});

it("row 19: by keyboard, a clerk agrees a day at the last connection, finds the late callback, and records who answered", async () => {
  const clock = new HandClock("2026-09-18T02:00:00.000Z");
  const station = await stage.openStation("yunhai", { now: clock.now });
  const actor = operatorAt(station.context);
  const { id } = submitApplication(station.context, actor, {
    key: randomUUID(),
    body: yunhaiDraft({ utilities: ["water", "power"], outsideLines: [], noOutsideLine: ["water", "power"] }),
  });
  performAct(station.context, actor, {
    applicationId: id,
    shownVersion: 1,
    act: { kind: "connection.made", utility: "water", on: "2026-09-18" },
  });
  const lines = () => viewCallbacks(station.context, actor, { applicationId: id }).lines;
  const { page, faults } = await stage.visit(station.host.url, SMALL);
  const shot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/callback-${name}.png` });
  };
  await signInClerk(page);
  await page.keyboard.press("F8");
  await page.locator("[data-testid=today-line]").first().click();
  await page.locator("[data-testid=case-status]").waitFor();
  await page.getByRole("button", { name: "接入完成" }).focus();
  await page.keyboard.press("Enter");
  await page.locator('[data-path="act.callbackOn"]').fill("20260921");
  await shot("act-zh-1366");
  await page.keyboard.press("Control+Enter");
  const record = page.getByRole("button", { name: /^登记回访/ });
  await record.waitFor();
  expect(lines()).toMatchObject([{ dueOn: "2026-09-21", status: "planned" }]);
  expect(await axeFindings(page)).toEqual([]);
  await shot("case-zh-1366");
  await page.keyboard.press("Escape");

  clock.set("2026-09-22T02:00:00.000Z");
  await page.reload();
  await page.locator("[data-testid=tiles]").waitFor();
  await page.getByRole("button", { name: /回访 逾期未回访 1/ }).waitFor();
  await page.keyboard.press("F6");
  await page.locator("[data-testid=callback-row][data-state=overdue]").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shot("worklist-zh-1366");

  // The first try reaches nobody; the task stays, with a day to try again.
  await record.focus();
  await page.keyboard.press("Enter");
  await page.locator('[data-path="callback.outcome"] input').first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("请选择结果").waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.locator('[data-path="callback.againOn"]').fill("20260923");
  await page.keyboard.press("Enter");
  await page.getByText("第 1 次").waitFor();
  expect(lines()).toMatchObject([{ status: "planned", dueOn: "2026-09-23", attempts: [{ outcome: "not-reached" }] }]);

  await record.focus();
  await page.keyboard.press("Enter");
  await page.locator('[data-path="callback.outcome"] input').first().waitFor();
  await page.keyboard.press("Space");
  await page.locator('[data-path="callback.usage"]').waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("一切正常");
  expect(await axeFindings(page)).toEqual([]);
  await shot("form-zh-1366");
  // Esc leaves the form, not the worklist behind it.
  await page.keyboard.press("Escape");
  await page.locator('[data-path="callback.usage"]').waitFor({ state: "detached" });
  await page.locator("[data-testid=worklist-callbacks]").waitFor();
  await record.focus();
  await page.keyboard.press("Enter");
  await page.locator('[data-path="callback.outcome"] input').first().waitFor();
  await page.keyboard.press("Space");
  await page.locator('[data-path="callback.usage"]').fill("一切正常");
  await page.keyboard.press("Enter");
  // The open form hides the button as well: only a row that is gone says that the answer was kept.
  await page.locator("[data-testid=callback-row]").waitFor({ state: "detached" });
  expect(lines()).toMatchObject([
    {
      status: "reached",
      attempts: [
        { outcome: "not-reached" },
        { outcome: "reached", answers: [{ question: "usage", text: "一切正常" }] },
      ],
    },
  ]);
  await page.keyboard.press("Escape");
  expect(faults).toEqual([]);
});

it("row 19: the supervisor's day counts open and late callbacks and leads to them", async () => {
  const clock = new HandClock("2026-09-18T02:00:00.000Z");
  const station = await stage.openStation("yunhai", { now: clock.now });
  const actor = operatorAt(station.context);
  const connect = (callbackOn: string | undefined) => {
    const { id } = submitApplication(station.context, actor, {
      key: randomUUID(),
      body: yunhaiDraft({ outsideLines: [], noOutsideLine: ["water"] }),
    });
    performAct(station.context, actor, {
      applicationId: id,
      shownVersion: 1,
      act: {
        kind: "connection.made",
        utility: "water",
        on: "2026-09-18",
        ...(callbackOn === undefined ? {} : { callbackOn }),
      },
    });
  };
  connect("2026-09-18");
  connect(undefined);
  clock.set("2026-09-19T02:00:00.000Z");
  const { page, faults } = await stage.visit(station.host.url, LARGE);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: /Demo supervisor|示例.*主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  const figure = page.getByRole("button", { name: /2 Callbacks open · 1 overdue/ });
  await figure.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  if (shots !== undefined) await page.screenshot({ path: `${shots}/callback-day-en-1920.png` });
  await figure.focus();
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=callback-row][data-state=undated]").waitFor();
  expect(await page.locator("[data-testid=callback-row]").count()).toBe(2);
  expect(await page.locator("[data-testid=callback-row]").first().getAttribute("data-state")).toBe("overdue");
  expect(await axeFindings(page)).toEqual([]);
  if (shots !== undefined) await page.screenshot({ path: `${shots}/callback-worklist-en-1920.png` });
  expect(faults).toEqual([]);
});
