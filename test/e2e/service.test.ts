import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { listApplicationsOn } from "#station/db/applications.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const shots = process.env["LIANDONG_SHOTS"];
beforeAll(async () => {
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
});

it("by keyboard, a clerk takes a transfer in where the form offers it, links it to the earlier connection, and completes it", async () => {
  const clock = new HandClock("2026-09-18T02:00:00.000Z");
  const station = await stage.openStation("neixiang", { now: clock.now });
  const actor = operatorAt(station.context);
  const earlier = submitApplication(station.context, actor, {
    key: randomUUID(),
    body: {
      profileId: "neixiang",
      utilities: ["water"],
      channel: "counter",
      form: { header: { applicant: "示例旧户公司", site: "示例路 8 号", contact: "示例人", phone: "13800000000" } },
      outsideLines: [],
      noOutsideLine: ["water"],
      at: null,
    },
  });
  const { page, faults } = await stage.visit(station.host.url, SMALL);
  const shot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/service-${name}.png` });
  };
  await signInClerk(page);
  // Shift+Tab from the utilities leads to the service.
  await page.locator('[data-path="utilities"] input').first().focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await at(page, "form.change.oldHolder").waitFor();
  await at(page, "earlier").focus();
  await page.keyboard.type("旧户公司");
  const take = page.getByRole("button", { name: `选用 ${earlier.acceptanceNumber}` });
  await take.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await at(page, "earlier").inputValue()).toBe(earlier.acceptanceNumber);
  await page.keyboard.press("F2");
  await page.keyboard.press("1");
  await at(page, "form.water.account").waitFor();
  expect(await page.locator('[data-path^="line."]').count()).toBe(0);
  await at(page, "form.header.applicant").fill("示例新户公司");
  await at(page, "form.header.site").fill("示例路 8 号");
  await at(page, "form.header.contact").fill("王小明");
  await at(page, "form.header.phone").fill("13800001111");
  await at(page, "form.change.oldHolder").fill("示例旧户公司");
  await at(page, "form.change.newHolder").fill("示例新户公司");
  await at(page, "form.water.account").fill("W-0001");
  expect(await axeFindings(page)).toEqual([]);
  await shot("form-zh-1366");
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=accepted-number]").waitFor();
  await page.getByText("申请服务 过户").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shot("accepted-zh-1366");
  const stored = listApplicationsOn(station.context.db, "2026-09-18").find((row) => row.content.service === "transfer");
  expect(stored).toMatchObject({
    content: {
      earlier: { id: earlier.id },
      noOutsideLine: ["water"],
      form: { change: { oldHolder: "示例旧户公司" } },
    },
    decision: { routes: [] },
  });

  await page.getByRole("button", { name: "办理后续" }).click();
  await page.getByRole("button", { name: "办理完成" }).focus();
  await page.keyboard.press("Enter");
  await page.locator('[data-path="act.on"]').waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator("[data-testid=case-status]").getByText("已办理").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shot("case-zh-1366");
  await page.getByRole("button", { name: "English" }).click();
  await page.setViewportSize(LARGE);
  await page.getByRole("button", { name: /Open the earlier one/ }).waitFor();
  await shot("case-en-1920");
  await page.getByRole("button", { name: /Open the earlier one/ }).click();
  await page.locator("[data-testid=case-number]", { hasText: earlier.acceptanceNumber }).waitFor();
  expect(faults).toEqual([]);
});
