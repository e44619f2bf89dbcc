import type { Page } from "playwright-core";
import { expect } from "vitest";
import { at } from "#test/helpers/counter-page.ts";
import type { DayStation } from "#test/helpers/day/day-hall.ts";
import type { DayStory } from "#test/helpers/day/day-story.ts";
import { choosePill } from "#test/helpers/day/measure-line.ts";
import type { PlayedCase } from "#test/helpers/day/played-case.ts";
import { acceptedNumber, fillForm, openBlank } from "#test/helpers/day/take-in.ts";

/** The agent signs by pen, on the pad that opens beside the consent. */
async function sign(page: Page): Promise<void> {
  await page.getByRole("button", { name: "签名…" }).press("Enter");
  await page.locator("[data-testid=consent-sign] canvas").scrollIntoViewIfNeeded();
  const pad = await page.locator("[data-testid=consent-sign] canvas").boundingBox();
  if (pad === null) throw new Error("there is nowhere to sign");
  await page.mouse.move(pad.x + 20, pad.y + 40);
  await page.mouse.down();
  await page.mouse.move(pad.x + 200, pad.y + 80, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("button", { name: "用这个签名" }).press("Enter");
  await page.getByText(/^附件 1（\d+ KB）/).waitFor();
}

/**
 * Somebody comes for the applicant. Without the consent nothing is accepted; with it, signed, the documents say who
 * acts and how it was agreed.
 */
export async function playOnBehalf(day: DayStation, visit: DayStory["onBehalf"]): Promise<PlayedCase> {
  day.turnTo(visit.at);
  const { page } = await day.seat("clerkA");
  await openBlank(page);
  await fillForm(day, page, visit);
  await page.keyboard.press("Alt+p");
  await at(page, "consent.agent").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("请选择申请人怎样表示同意").waitFor();
  const { consent } = visit;
  await choosePill(page, "consent.way", 1);
  await at(page, "consent.agent").fill(consent.agent);
  await at(page, "consent.relation").fill(consent.relation);
  for (const field of ["shown", ...consent.ticked]) {
    await at(page, `consent.${field}`).focus();
    await page.keyboard.press("Space");
  }
  // What only some documents ask for is there under their rules alone.
  expect(await at(page, "consent.secrecyAgreed").count()).toBe(consent.ticked.includes("secrecyAgreed") ? 1 : 0);
  expect(await at(page, "consent.entrusted").count()).toBe(consent.entrusted === null ? 0 : 1);
  if (consent.entrusted !== null) await choosePill(page, "consent.entrusted", consent.entrusted ? 0 : 1);
  await at(page, "consent.givenAt").fill(`${day.on} ${visit.at}`);
  await sign(page);
  await page.keyboard.press("Control+Enter");
  const number = await acceptedNumber(page);
  return {
    number,
    visit,
    receivedAt: visit.at,
    duty: "clerkA",
    status: "已受理",
    deeds: [["application.accepted", "clerkA"]],
    words: { ...visit.ledger, 渠道: "代办" },
  };
}
