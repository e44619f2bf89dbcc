import type { DayHall } from "../day-hall.ts";
import type { Visit } from "../day-story.ts";
import type { PlayedCase } from "../played-case.ts";
import { acceptedNumber, acceptForm, fillForm, openBlank } from "../take-in.ts";

/** A visitor who brings everything; one sheet does not come out of the printer and is printed again. */
export async function playPlain(day: DayHall, visit: Visit): Promise<PlayedCase> {
  day.turnTo(visit.at);
  const { page } = await day.seat("clerkA");
  await openBlank(page);
  await fillForm(day, page, visit);
  await acceptForm(day, page);
  const number = await acceptedNumber(page);
  const voucher = page.locator(".print-row", { hasText: "受理回执" });
  await voucher.getByRole("button", { name: /纸出来了吗？ 没有出纸/ }).press("Enter");
  await voucher.locator(".print-failed").waitFor();
  await voucher.getByRole("button", { name: /^重试/ }).press("Enter");
  await voucher.locator(".print-sent").waitFor();
  await voucher.getByRole("button", { name: /纸出来了吗？ 已出纸/ }).press("Enter");
  await voucher.locator(".print-person-confirmed").waitFor();
  return {
    number,
    visit,
    receivedAt: visit.at,
    duty: "clerkA",
    status: "已受理",
    deeds: [["application.accepted", "clerkA"], ["print.denied", "clerkA"], ["print.retried", "clerkA"], ["print.confirmed", "clerkA"]],
    words: visit.ledger,
  };
}
