import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { operatorAt } from "#station/people/sign-in.ts";
import { getApplicationRow } from "#station/records/application.ts";
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

it("by keyboard, a clerk puts a mistyped phone right, and the page shows what was changed and in which version", async () => {
  const clock = new HandClock("2026-09-18T02:00:00.000Z");
  const station = await stage.openStation("yunhai", { now: clock.now });
  const { id } = submitApplication(station.context, operatorAt(station.context), {
    key: randomUUID(),
    body: yunhaiDraft(),
  });
  const { page, faults } = await stage.visit(station.host.url, SMALL);
  const shot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/correction-${name}.png` });
  };
  await signInClerk(page);
  await page.keyboard.press("F8");
  await page.locator("[data-testid=today-line]").first().click();
  await page.locator("[data-testid=case-status]").waitFor();
  await page.getByRole("button", { name: "更正申请人信息" }).focus();
  await page.keyboard.press("Enter");
  const phone = page.locator('[data-path="act.details.header.phone"]');
  await phone.waitFor();
  // Nothing typed: nothing is corrected, and the form says so.
  await page.locator('[data-path="act.reason"]').fill("录入错误");
  await page.keyboard.press("Control+Enter");
  await page.getByText("没有更正任何一项").waitFor();
  await phone.fill("13900009999");
  expect(await axeFindings(page)).toEqual([]);
  await shot("form-zh-1366");
  await page.locator('[data-path="act.reason"]').focus();
  await page.keyboard.press("Control+Enter");
  await page.getByText("电话 → 13900009999").waitFor();
  await page.getByText("第 2 版 · 地方规则").waitFor();
  expect(getApplicationRow(station.context, id)).toMatchObject({
    version: 2,
    content: { form: { header: { phone: "13900009999" } } },
  });
  await page.getByRole("button", { name: "English" }).click();
  await page.setViewportSize(LARGE);
  await page.getByRole("button", { name: "Correct the applicant's details" }).click();
  expect(await axeFindings(page)).toEqual([]);
  await shot("form-en-1920");
  expect(faults).toEqual([]);
});
