import { expect } from "vitest";
import { at } from "#test/helpers/counter-page.ts";
import { minutesAfter, PEOPLE, type DayStation } from "#test/helpers/day/day-hall.ts";
import type { DayStory } from "#test/helpers/day/day-story.ts";
import type { PlayedCase } from "#test/helpers/day/played-case.ts";
import { acceptedNumber, acceptForm, fillForm, openBlank } from "#test/helpers/day/take-in.ts";

const SOON = { timeout: 60_000 };

/** The same case comes to a second window: the clerk sees which case, which window and who answers, and chooses. */
export async function playDuplicate(day: DayStation, visit: DayStory["duplicate"]): Promise<PlayedCase[]> {
  day.turnTo(visit.at);
  const { page } = await day.seat("clerkA");
  await openBlank(page);
  await fillForm(day, page, visit);
  await acceptForm(day, page);
  const number = await acceptedNumber(page);
  const first: PlayedCase = {
    number,
    visit,
    receivedAt: visit.at,
    duty: "clerkA",
    status: "已受理",
    deeds: [["application.accepted", "clerkA"]],
    words: visit.ledger,
  };

  const again = minutesAfter(visit.at, 10);
  day.turnTo(again);
  const { page: other } = await day.seat("clerkB");
  await openBlank(other);
  await fillForm(day, other, visit);
  await acceptForm(day, other, "clerkB");
  const dialog = other.locator(".ant-modal");
  await dialog.locator("[data-testid=duplicate-line]").waitFor();
  for (const words of [number, "已受理", "1 号窗口", PEOPLE.clerkA]) expect(await dialog.innerText()).toContain(words);
  switch (visit.choice) {
    case "merge":
      await dialog.getByRole("button", { name: `并案：打开 ${number}` }).press("Enter");
      await expect.poll(() => other.locator("main").innerText(), SOON).toContain(number);
      return [first];
    case "discard":
      await dialog.getByRole("button", { name: "作废本次填写" }).press("Enter");
      await expect.poll(() => at(other, "form.header.applicant").inputValue(), SOON).toBe("");
      return [first];
    case "new": {
      await dialog.getByText("同一地址的另一户、另一只表").locator("..").locator("input").press("Space");
      await dialog.getByRole("button", { name: "另行受理" }).press("Enter");
      const second = await acceptedNumber(other);
      expect(second).not.toBe(number);
      return [
        first,
        {
          ...first,
          number: second,
          receivedAt: again,
          duty: "clerkB",
          deeds: [
            ["application.accepted", "clerkB"],
            ["duplicate.overruled", "clerkB"],
          ],
        },
      ];
    }
  }
}
