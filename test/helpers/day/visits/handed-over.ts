import { expect } from "vitest";
import { openCase } from "#test/helpers/day/case-acts.ts";
import { minutesAfter, PEOPLE, type DayStation } from "#test/helpers/day/day-hall.ts";
import type { DayStory } from "#test/helpers/day/day-story.ts";
import type { PlayedCase } from "#test/helpers/day/played-case.ts";
import { printAgain } from "#test/helpers/day/print-sheets.ts";
import { acceptedNumber, acceptForm, fillForm, openBlank } from "#test/helpers/day/take-in.ts";

/** The first clerk offers the case to a colleague, who takes it; until then the first answers for it. */
export async function playHandedOver(day: DayStation, visit: DayStory["handedOver"]): Promise<PlayedCase> {
  day.turnTo(visit.at);
  const { page } = await day.seat("clerkA");
  await openBlank(page);
  await fillForm(day, page, visit);
  await acceptForm(day, page);
  const number = await acceptedNumber(page);
  await openCase(page, number);
  day.turnTo(minutesAfter(visit.at, 5));
  await page.getByRole("button", { name: "移交给同事…" }).press("Enter");
  await page.locator("#handover-to:focus").selectOption("clerk-2");
  await page.locator("#handover-note").fill(visit.note);
  await page.locator("#handover-note").press("Enter");
  await page.getByText(`已向${PEOPLE.clerkB}提出移交`).waitFor();
  const holder = page.locator("[data-testid=case-head]", { hasText: number });
  expect(await holder.innerText()).toContain(PEOPLE.clerkA);

  day.turnTo(minutesAfter(visit.at, 9));
  const { page: colleague } = await day.seat("clerkB");
  await colleague.keyboard.press("F6");
  const offer = colleague.locator("[data-testid=handover-row]", { hasText: number });
  await offer.getByText(visit.note).waitFor();
  await offer.getByRole("button", { name: `接收 ${number}`, exact: true }).press("Enter");
  await offer.waitFor({ state: "detached" });
  await colleague.keyboard.press("Escape");
  await colleague.locator(".ant-drawer").waitFor({ state: "detached" });
  await openCase(colleague, number);
  await colleague.locator("[data-testid=case-head]", { hasText: PEOPLE.clerkB }).waitFor();
  await printAgain(colleague, "受理通知书", "责任人变更");
  await colleague
    .locator("[data-testid=print-row]", { hasText: "受理通知书" })
    .locator("[data-testid=print-when]", { hasText: "第 2 次" })
    .waitFor();
  return {
    number,
    visit,
    receivedAt: visit.at,
    duty: "clerkB",
    status: "已受理",
    deeds: [
      ["application.accepted", "clerkA"],
      ["handover.offered", "clerkA"],
      ["duty.handedOver", "clerkB"],
      ["print.requested", "clerkB"],
    ],
    words: visit.ledger,
  };
}
