import { expect } from "vitest";
import { caseStatus, doAct, openCase, write } from "#test/helpers/day/case-acts.ts";
import { minutesAfter, type DayStation } from "#test/helpers/day/day-hall.ts";
import type { DayStory } from "#test/helpers/day/day-story.ts";
import type { Deed, PlayedCase } from "#test/helpers/day/played-case.ts";
import { acceptedNumber, acceptForm, fillForm, openBlank } from "#test/helpers/day/take-in.ts";

/** Something is missing: everything missing is listed at once, and brought; what the paper tolerates is handed in later. */
export async function playIncomplete(day: DayStation, visit: DayStory["incomplete"]): Promise<PlayedCase> {
  day.turnTo(visit.at);
  const { page } = await day.seat("clerkA");
  await openBlank(page);
  await fillForm(day, page, visit);
  await acceptForm(day, page);
  const number = await acceptedNumber(page);
  await openCase(page, number);
  day.turnTo(minutesAfter(visit.at, 4));
  await doAct(page, "一次告知补正", () => write(page, "items", visit.items.join("\n")));
  expect(await caseStatus(page)).toContain("待补正");
  day.turnTo(minutesAfter(visit.at, 30));
  await doAct(page, "补正完成");
  expect(await caseStatus(page)).toContain("已受理");
  const deeds: Deed[] = [
    ["application.accepted", "clerkA"],
    ["supplement.requested", "clerkA"],
    ["supplement.received", "clerkA"],
  ];
  const { tolerated, again } = visit;
  if (tolerated === null) {
    await page.locator("[data-testid=case-buttons]").getByRole("button", { name: "容缺受理" }).press("Enter");
    await page.locator("[data-testid=act-form]", { hasText: "本地文件没有容缺受理的规定" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-testid=act-form]").waitFor({ state: "detached" });
  } else {
    await doAct(page, "容缺受理", async () => {
      await write(page, "items", tolerated.items.join("\n"));
      await write(page, "dueOn", tolerated.dueOn.replaceAll("-", ""));
    });
    expect(await page.locator("[data-testid=case-facts]").innerText()).toContain(`${tolerated.dueOn} 前补齐`);
    await doAct(page, "容缺材料补齐");
    deeds.push(["tolerance.granted", "clerkA"], ["tolerance.settled", "clerkA"]);
  }
  if (again !== null) {
    day.turnTo(minutesAfter(visit.at, 40));
    await doAct(page, "一次告知补正", async () => {
      await write(page, "items", again.items.join("\n"));
      await write(page, "reasonForAnother", again.reason);
    });
    deeds.push(["supplement.requested", "clerkA"]);
  }
  const listed = [
    `${day.on} ${minutesAfter(visit.at, 4)} 一次告知 ${visit.items.length} 项`,
    ...(again === null
      ? []
      : [`${day.on} ${minutesAfter(visit.at, 40)} 再次告知 ${again.items.length} 项，理由：${again.reason}`]),
  ];
  return {
    number,
    visit,
    receivedAt: visit.at,
    duty: "clerkA",
    status: again === null ? "已受理" : "待补正",
    deeds,
    words: { ...visit.ledger, 补正: listed.join("；") },
  };
}
