import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { beforeAll, expect, it } from "vitest";
import { findOperator } from "#station/db/operators.ts";
import { getApplicationRow, viewApplication } from "#station/records/application.ts";
import { offerHandover } from "#station/cases/handover.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { axeFindings, SMALL } from "#test/helpers/browser.ts";
import { signInClerk } from "#test/helpers/counter-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const shots = process.env["LIANDONG_SHOTS"];
beforeAll(async () => {
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
});

it("row 15: by keyboard, a clerk accepts what a colleague offers on the worklist, and offers it on from the case", async () => {
  const clock = new HandClock("2026-09-18T02:00:00.000Z");
  const station = await stage.openStation("yunhai", { now: clock.now });
  const colleague = findOperator(station.context.db, "clerk-2");
  if (colleague === null) throw new Error("the demo hall has no second clerk");
  const actor = { operator: colleague, station: station.context.station() };
  const { id } = submitApplication(station.context, actor, { key: randomUUID(), body: yunhaiDraft() });
  offerHandover(station.context, actor, {
    applicationId: id,
    shownVersion: 1,
    toOperatorId: "clerk-1",
    note: "下班交接",
  });
  const { page, faults } = await stage.visit(station.host.url, SMALL);
  const shot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` });
  };
  const holder = () => viewApplication(station.context, getApplicationRow(station.context, id)).dutyHolder.operatorId;
  await signInClerk(page);
  await page.getByRole("button", { name: /移交 1/ }).waitFor();
  await page.keyboard.press("F6");
  const accept = page.getByRole("button", { name: /^接收/ });
  await accept.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await shot("handover-worklist-zh-1366");
  expect(holder()).toBe("clerk-2");
  await accept.focus();
  await page.keyboard.press("Enter");
  await accept.waitFor({ state: "detached" });
  expect(holder()).toBe("clerk-1");
  await page.keyboard.press("Escape");

  await page.keyboard.press("F8");
  await page.locator("[data-testid=today-line]").first().click();
  await page.locator("[data-testid=case-status]").waitFor();
  await page.getByRole("button", { name: "移交给同事…" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#handover-to:focus").waitFor();
  // Esc leaves the form alone; the case stays.
  await page.keyboard.press("Escape");
  await page.locator("#handover-to").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "移交给同事…" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#handover-to:focus").waitFor();
  await page.locator("#handover-to").selectOption("clerk-2");
  await page.locator("#handover-note").focus();
  expect(await axeFindings(page)).toEqual([]);
  await shot("handover-form-zh-1366");
  await page.keyboard.press("Enter");
  await page.getByText("已向示例经办乙提出移交").waitFor();
  expect(holder()).toBe("clerk-1");
  expect(faults).toEqual([]);
});
