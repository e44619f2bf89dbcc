import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { outboxPort } from "#station/db/due-entries.ts";
import { performAct } from "#station/cases/acts.ts";
import { getApplicationRow } from "#station/records/application.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { keepFeedPage } from "#station/sync/feed/feed-page.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { evaluateVersionConflict } from "#station/sync/transport/evaluate-call.ts";
import { sha256 } from "#station/lib/hashes.ts";
import type { Act } from "#shared/case/act.ts";
import type { EntryTaken } from "#shared/contract/centre/feed.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { signInClerk } from "#test/helpers/counter-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { stage } from "#test/helpers/page-fixture.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";

const clock = new HandClock("2026-11-20T02:10:00.000Z");

type Own = { id: string; key: string; sequence: number; payload_sealed: string };
const ownEntries = (context: StationContext, id: string): Own[] =>
  context.db
    .prepare<[string], Own>(
      `SELECT entry.id, key, sequence, payload_sealed FROM outbox_entries AS entry
        JOIN outbox_payloads ON entry_id = entry.id WHERE application_id = ? ORDER BY sequence`,
    )
    .all(id);

/** What the other window made as a version of an application taken in here, as it comes by the feed. */
function theirs(context: StationContext, applicationId: string, sequence: number, act: Act): EntryTaken {
  const payload = JSON.stringify({
    ...(JSON.parse(ownEntries(context, applicationId).at(-1)?.payload_sealed ?? "{}") as object),
    version: sequence,
    kind: act.kind,
    act,
    voucherNumber: null,
    operatorId: "clerk-9",
    operatorName: "示例经办丙",
  });
  return {
    kind: "entry.taken",
    id: randomUUID(),
    at: clock.now(),
    applicationId,
    entry: { kind: act.kind, sequence, payloadHash: sha256(payload), payload },
    window: { name: "2号窗口", prefix: "A02" },
  };
}

const feed = (context: StationContext, ...items: EntryTaken[]): void =>
  keepFeedPage(context, { epoch: randomUUID(), items, cursor: randomUUID(), more: false });

/** An application that this window and another corrected at once, as it is after the centre's answer. */
function conflicting(context: StationContext): string {
  const actor = operatorAt(context);
  const { id } = submitApplication(context, actor, { key: randomUUID(), body: yunhaiDraft() });
  const act = (version: number, one: Act) =>
    void performAct(context, actor, { applicationId: id, shownVersion: version, act: one });
  const correct = (fields: Record<string, string>): Act => ({
    kind: "details.corrected",
    reason: "录入错误",
    changes: Object.entries(fields).map(([field, value]) => ({ section: "header", field, value })),
  });
  act(1, correct({ contact: "示例乙方", applicant: "示例吉记公司" }));
  act(2, { kind: "supplement.requested", items: ["示例材料"], reasonForAnother: null });
  const port = outboxPort(context.db);
  const [accepted, mine] = ownEntries(context, id);
  const other = theirs(context, id, 2, correct({ contact: "示例甲方", phone: "13900001111" }));
  const result = evaluateVersionConflict({
    key: other.id,
    sequence: 2,
    kind: other.entry.kind,
    payloadHash: other.entry.payloadHash,
    receivedAt: clock.now(),
    window: other.window,
  });
  if (result.kind !== "set-aside") throw new Error("a conflict is set aside");
  port.markSent(accepted?.id ?? "", "R-00000001", clock.now());
  port.quarantine(mine?.id ?? "", result.failure, result.reason, clock.now());
  feed(
    context,
    other,
    theirs(context, id, 3, { kind: "supplement.requested", items: ["另一份材料"], reasonForAnother: null }),
  );
  return id;
}

it.each([
  ["zh", SMALL],
  ["en", LARGE],
] as const)(
  "row 64: by keyboard a clerk puts two versions together, field by field, and the case shows what counted (%s)",
  async (language, viewport) => {
    const { context, host } = await stage.openStation("yunhai", { now: clock.now });
    const id = conflicting(context);
    const { page, faults } = await stage.visit(host.url, viewport);
    const shot = async (name: string): Promise<void> => {
      if (process.env["PICTURES"] !== undefined)
        await page.screenshot({ path: `${process.env["PICTURES"]}/conflict-${name}-${language}.png` });
    };
    const words = (zh: string, en: string): string => (language === "zh" ? zh : en);
    await signInClerk(page);
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    await page.keyboard.press("F8");
    await page.locator("[data-testid=today-line]").first().click();
    await page.locator("[data-testid=case-blocked]").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot("case");
    await page.getByRole("button", { name: words("处理版本冲突", "Resolve the version conflict") }).focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=conflict-table] tbody tr").first().waitFor();
    expect(await page.locator("[data-testid=conflict-table] tbody tr").count()).toBe(3);
    // The only side that changed a field is preselected; where both did, nobody has chosen yet, and it cannot be sent.
    expect(
      await page
        .locator("[data-testid=conflict-table] input:checked")
        .evaluateAll((inputs) => inputs.map((input) => input.getAttribute("data-path"))),
    ).toEqual(["conflict.header.applicant.mine", "conflict.header.phone.theirs"]);
    await page.waitForFunction(() => document.activeElement?.matches("[data-testid=conflict-form] input") === true);
    await page.keyboard.press("Enter");
    await page.locator("tr[data-wanting=true]").waitFor();
    expect(await page.locator("tr[data-wanting=true] th").innerText()).toContain(words("联系人", "Contact"));
    expect(await axeFindings(page)).toEqual([]);
    await shot("form");
    await page.waitForFunction(
      () => document.activeElement?.getAttribute("data-path") === "conflict.header.contact.mine",
    );
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.locator('[data-path="conflict.header.contact.mine"]:checked').waitFor();
    await page.keyboard.press("Enter");
    // What cannot be done after theirs is named before the form goes.
    await page.locator("[data-testid=conflict-resolved]").waitFor();
    await shot("settled");
    expect(await axeFindings(page)).toEqual([]);
    await page.waitForFunction(() => document.activeElement?.closest("[data-testid=conflict-resolved]") !== null);
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=conflict-resolved]").waitFor({ state: "detached" });
    expect(getApplicationRow(context, id)).toMatchObject({
      version: 4,
      content: { form: { header: { applicant: "示例吉记公司", contact: "示例乙方", phone: "13900001111" } } },
    });
    await page.locator("[data-testid=timeline-act][data-undone=true]").first().waitFor();
    expect(await page.locator("[data-testid=timeline-act][data-undone=true]").count()).toBe(2);
    await page.locator("[data-testid=case-blocked]").waitFor({ state: "detached" });
    expect(await axeFindings(page)).toEqual([]);
    await page.locator("[data-testid=timeline]").scrollIntoViewIfNeeded();
    await shot("story");
    expect(faults).toEqual([]);
  },
);

it("an application that another window took in is found, opened and marked with that window", async () => {
  const away = await stage.openStation("yunhai", { now: clock.now });
  const { id, acceptanceNumber } = submitApplication(away.context, operatorAt(away.context), {
    key: randomUUID(),
    body: yunhaiDraft(),
  });
  const [sent] = ownEntries(away.context, id);
  const { context, host } = await stage.openStation("yunhai", { now: clock.now });
  const payload = sent?.payload_sealed ?? "";
  feed(context, {
    kind: "entry.taken",
    id: sent?.key ?? "",
    at: clock.now(),
    applicationId: id,
    entry: { kind: "application.accepted", sequence: 1, payloadHash: sha256(payload), payload },
    window: { name: "2号窗口", prefix: "A02" },
  });
  const { page, faults } = await stage.visit(host.url, SMALL);
  await signInClerk(page);
  await page.keyboard.press("F3");
  await page.getByRole("searchbox").fill(acceptanceNumber.slice(-8));
  await page.locator("[data-testid=search-remote]").waitFor();
  expect(await page.locator("[data-testid=search-remote]").innerText()).toBe("2号窗口受理");
  expect(await axeFindings(page)).toEqual([]);
  if (process.env["PICTURES"] !== undefined)
    await page.screenshot({ path: `${process.env["PICTURES"]}/remote-search.png` });
  await page.locator("[data-testid=search-list] [data-testid=today-line]").first().click();
  await page.locator("[data-testid=case-remote]").waitFor();
  expect(await page.locator("[data-testid=case-remote]").innerText()).toBe("2号窗口受理");
  expect(await axeFindings(page)).toEqual([]);
  if (process.env["PICTURES"] !== undefined)
    await page.screenshot({ path: `${process.env["PICTURES"]}/remote-case.png` });
  expect(faults).toEqual([]);
});
