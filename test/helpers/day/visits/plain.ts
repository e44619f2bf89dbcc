import type { DayHall } from "../day-hall.ts";
import type { Visit } from "../day-story.ts";
import type { PlayedCase } from "../played-case.ts";
import { printAgain, printUntilItComes } from "../print-sheets.ts";
import { acceptedNumber, acceptForm, fillForm, openBlank } from "../take-in.ts";

/** A visitor who brings everything; one sheet does not come out of the printer and is tried again, then wanted once more. */
export async function playPlain(day: DayHall, visit: Visit): Promise<PlayedCase> {
  day.turnTo(visit.at);
  const { page } = await day.seat("clerkA");
  await openBlank(page);
  await fillForm(day, page, visit);
  await acceptForm(day, page);
  const number = await acceptedNumber(page);
  await printUntilItComes(page, "受理回执");
  await printAgain(page, "受理回执", "申请人另要一份");
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
