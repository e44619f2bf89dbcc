import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { listUnacknowledgedMessages } from "#station/supervision/inbox.ts";
import { keepFeedPage } from "#station/sync/feed/feed-page.ts";
import type { FeedItem } from "#shared/contract/centre/feed.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { signInClerk } from "#test/helpers/counter-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

it.each([
  ["zh", SMALL, "同一事项另一窗口已先受理", "部门意见：不同意"],
  ["en", LARGE, "Another window took in the same case before", "Opinion: does not agree"],
] as const)(
  "row 6: a centre message appears in the open case by itself, marked if somebody has to act (%s)",
  async (language, viewport, duplicate, opinion) => {
    const clock = new HandClock("2026-11-20T02:10:00.000Z");
    const { context, host } = await stage.openStation("yunhai", { now: clock.now });
    const { id } = submitApplication(context, operatorAt(context), { key: randomUUID(), body: yunhaiDraft() });
    const { page, faults } = await stage.visit(host.url, viewport);
    await signInClerk(page);
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    await page.keyboard.press("F8");
    await page.locator("[data-testid=today-line]").first().click();
    await page.locator("[data-testid=timeline]").waitFor();
    expect(await page.locator("[data-testid=timeline-message]").count()).toBe(0);

    clock.advance(600_000);
    const common = { at: clock.now(), applicationId: id };
    const by = { kind: "department", name: "示例城管局" } as const;
    const items: FeedItem[] = [
      {
        kind: "duplicate.found",
        id: randomUUID(),
        ...common,
        standing: "later",
        other: {
          acceptanceNumber: "B02-2026-000017-K",
          hall: "二号大厅",
          window: "3 号窗口",
          acceptedAt: "2026-11-20T01:55:00.000Z",
        },
        utilities: ["water"],
      },
      {
        kind: "survey.dated",
        id: randomUUID(),
        ...common,
        by: { kind: "utility", name: "示例水司" },
        text: "上午到场，请现场联系人等候",
        on: "2026-11-23",
      },
      { kind: "opinion.given", id: randomUUID(), ...common, by, agrees: false, text: "须避让行道树", on: "2026-11-23" },
    ];
    keepFeedPage(context, { epoch: randomUUID(), items, cursor: "c1", more: false });
    await expect.poll(() => page.locator("[data-testid=timeline-message]").count()).toBe(3);
    expect(await page.locator("[data-testid=timeline-message][data-alert=true] strong").allInnerTexts()).toEqual(
      expect.arrayContaining([`⚠ ${duplicate}`, `⚠ ${opinion}`]),
    );
    expect(await page.locator("[data-testid=timeline]").innerText()).toContain(
      "B02-2026-000017-K · 二号大厅 3 号窗口 · 2026-11-20 09:55",
    );
    expect(await axeFindings(page)).toEqual([]);
    if (process.env["PICTURES"] !== undefined)
      await page.screenshot({ path: `${process.env["PICTURES"]}/centre-message-${language}.png`, fullPage: true });

    // Whoever does not open the case meets it on the worklist, until somebody says that it was seen.
    await page.keyboard.press("F6");
    await page.locator("[data-testid=worklist-message]").waitFor();
    expect(await page.locator("[data-testid=worklist-message] [data-testid=worklist-warning]").count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    if (process.env["PICTURES"] !== undefined)
      await page.screenshot({ path: `${process.env["PICTURES"]}/centre-message-worklist-${language}.png` });
    await page
      .locator("[data-testid=worklist-message] [data-testid=worklist-warning]", { hasText: duplicate })
      .getByRole("button")
      .last()
      .click();
    await expect
      .poll(() => page.locator("[data-testid=worklist-message] [data-testid=worklist-warning]").count())
      .toBe(1);
    const [opinionItem] = listUnacknowledgedMessages(context, operatorAt(context), true).messages;
    expect(opinionItem?.label[language]).toBe(opinion);
    expect(faults).toEqual([]);
  },
);
