import type { DayStation } from "#test/helpers/day/day-hall.ts";
import type { Visit } from "#test/helpers/day/day-story.ts";
import type { PlayedCase } from "#test/helpers/day/played-case.ts";
import { printAgain, printUntilItComes } from "#test/helpers/day/print-sheets.ts";
import { acceptedNumber, acceptForm, fillForm, openBlank } from "#test/helpers/day/take-in.ts";

/** A visitor who brings everything; one sheet does not come out of the printer and is tried again, then wanted once more. */
export async function playPlain(day: DayStation, visit: Visit): Promise<PlayedCase> {
  day.turnTo(visit.at);
  const { page } = await day.seat("clerkA");
  await openBlank(page);
  await fillForm(day, page, visit);
  await acceptForm(day, page);
  const number = await acceptedNumber(page);
  await printUntilItComes(page, "受理通知书");
  await printAgain(page, "受理通知书", "申请人另要一份");
  return {
    number,
    visit,
    receivedAt: visit.at,
    duty: "clerkA",
    status: "已受理",
    deeds: [
      ["application.accepted", "clerkA"],
      ["print.denied", "clerkA"],
      ["print.retried", "clerkA"],
      ["print.confirmed", "clerkA"],
      ["print.requested", "clerkA"],
    ],
    words: visit.ledger,
  };
}
