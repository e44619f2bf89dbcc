import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { insertPublication } from "#station/db/publications.ts";
import { listDay } from "#station/records/application.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { refuseUntrusted, takePublication } from "#station/sync/publications/publications.ts";
import { trustKey } from "#station/sync/publications/trusted-keys.ts";
import type { Publication } from "#shared/contract/centre/publications.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { at, fillHeader, signInClerk } from "#test/helpers/counter-page.ts";
import { answerUntil, chooseTiles, goOn, PORTRAIT, startKiosk, VISITOR } from "#test/helpers/kiosk-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { laterYunhai, makeSigner, putYunhai, type Signer } from "#test/helpers/signed-rules.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const FRIDAY = "2026-11-20T02:10:00.000Z";

/** A hall that trusts a signer, as after `hall trust`. */
async function stationThatTrusts(): Promise<{ context: StationContext; url: string; signer: Signer }> {
  let signer: Signer | null = null;
  const { context, host } = await stage.openStation("yunhai", {
    now: new HandClock(FRIDAY).now,
    profileDirs: [],
    prepare: (dir) => {
      putYunhai(dir);
      mkdirSync(join(dir, "keys"));
      signer = makeSigner(join(dir, "keys"));
      trustKey(dir, signer.publicKey);
    },
  });
  if (signer === null) throw new Error("no signer");
  return { context, url: host.url, signer };
}

/** What the pull worker does with an item of the feed and the text that it fetched. */
async function receive(context: StationContext, item: Publication, text: string): Promise<void> {
  insertPublication(context.db, item, context.now());
  const row = {
    item,
    state: "offered" as const,
    text: null,
    appliesOn: null,
    reason: null,
    notifiedAt: context.now(),
    changedAt: context.now(),
  };
  if (!refuseUntrusted(context, row)) await takePublication(context, row, text);
}

const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env["PICTURES"] !== undefined) await page.screenshot({ path: `${process.env["PICTURES"]}/${name}.png` });
};

const withoutIdentity = (version: number) =>
  laterYunhai(version, (profile) => {
    const header = profile.form.sections[0];
    if (header !== undefined) header.fields = header.fields.filter(({ id }) => id !== "identityNumber");
  });

it.each([
  ["zh", SMALL, "第 3 版填写的，现行的是第 4 版", "不会随申请同步"],
  ["en", LARGE, "typed under version 3", "is not sent"],
] as const)(
  "row 69: rules that arrive while a clerk types change nothing unsaid: the form follows them, what was typed stays, and it is said (%s)",
  async (language, viewport, said, lost) => {
    const { context, url, signer } = await stationThatTrusts();
    const { page, faults } = await stage.visit(url, viewport);
    await signInClerk(page);
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    await page.keyboard.press("F2");
    await page.locator("[data-testid=tile]").first().click();
    await fillHeader(page);
    await at(page, "form.header.identityNumber").fill("11010119900307601X");
    await expect.poll(() => page.locator("[data-testid=side-column]").innerText()).toContain("20 m");

    await receive(context, signer.publish(withoutIdentity(4), { version: 4 }), withoutIdentity(4));
    const note = page.locator("[data-testid=problem-note]", { hasText: said });
    await note.waitFor();
    expect(await note.innerText()).toContain(lost);
    expect(await at(page, "form.header.identityNumber").count()).toBe(0);
    expect(await at(page, "form.header.applicant").inputValue()).toBe("云海样品有限公司");
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, `publication-rules-changed-${language}`);
    await expect.poll(() => page.locator("[data-testid=side-column]").innerText()).toContain("0.5 m");
    await note.getByRole("button").last().click();
    await expect.poll(() => note.count()).toBe(0);
    expect(faults).toEqual([]);
  },
);

it.each([
  ["zh", SMALL, "1 项发布件未启用", "未启用", "hall trust"],
  ["en", LARGE, "1 publication not in use", "Rejected", "hall trust"],
] as const)(
  "row 75: the header reports what a stranger's key has signed, with the next step, beside what is in force (%s)",
  async (language, viewport, badge, ...[state, next]) => {
    const { context, url, signer } = await stationThatTrusts();
    const stranger = makeSigner(join(context.dir, "keys"), "stranger");
    const calendar = JSON.stringify({
      year: 2027,
      papers: ["通知"],
      days: [{ name: "元旦", date: "2027-01-01", isOffDay: true }],
    });
    await receive(
      context,
      signer.publish(calendar, { kind: "calendar.published", name: "2027", version: 0 }),
      calendar,
    );
    await receive(
      context,
      signer.publish(laterYunhai(4, (profile) => (profile.effectiveFrom = "2027-01-01"))),
      laterYunhai(4, (profile) => (profile.effectiveFrom = "2027-01-01")),
    );
    await receive(context, stranger.publish(laterYunhai(5), { version: 5 }), laterYunhai(5));
    const broken = laterYunhai(6, (profile) => ((profile.examples[0] as { route?: string }).route = "blocked"));
    const { page, faults } = await stage.visit(url, viewport);
    await signInClerk(page);
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: badge }).click();
    await page.locator("[data-testid=publications]").waitFor();
    expect(await page.locator("[data-testid=publication]").count()).toBe(3);
    const aside = page.locator("[data-testid=publication][data-state=set-aside]");
    expect(await aside.innerText()).toContain(state);
    expect(await aside.innerText()).toContain(next);
    expect(await aside.innerText()).toContain(stranger.key.slice(0, 4));
    // Another comes while the list is open.
    await receive(context, signer.publish(broken, { version: 6 }), broken);
    await expect.poll(() => page.locator("[data-testid=publication][data-state=set-aside]").count()).toBe(2);
    await page.locator("[data-testid=publication][data-state=set-aside] summary").click();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, `publication-list-${language}`);
    expect(faults).toEqual([]);
  },
);

it("the supervisor's outbox page shows the same", async () => {
  const { context, url } = await stationThatTrusts();
  const stranger = makeSigner(join(context.dir, "keys"), "stranger");
  await receive(context, stranger.publish(laterYunhai(5), { version: 5 }), laterYunhai(5));
  const { page, faults } = await stage.visit(url, SMALL);
  await page.getByRole("button", { name: /示例主管/ }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
  await page.locator("[data-testid=day-summary-figure]").first().waitFor();
  await page
    .getByRole("button", { name: /^待同步/ })
    .first()
    .click();
  await page.locator("[data-testid=publication][data-state=set-aside]").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await picture(page, "publication-supervisor");
  expect(faults).toEqual([]);
});

it.each([
  ["zh", SMALL, "中心平台下发，第 2 版"],
  ["en", LARGE, "from the centre, version 2"],
] as const)(
  "row 78: the centre's roster comes onto the supervisor's page by itself, marked as the centre's, beside the hall's own (%s)",
  async (language, viewport, mark) => {
    const { context, url } = await stationThatTrusts();
    const { page, faults } = await stage.visit(url, viewport);
    await page.getByRole("button", { name: /示例主管/ }).click();
    await page.keyboard.type("2468");
    await page.keyboard.press("Enter");
    await page.locator("[data-testid=day-summary-figure]").first().waitFor();
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: language === "en" ? "Roster" : "名册" }).click();
    const table = page.locator("[aria-labelledby=roster-specialists]");
    await table.waitFor();
    const person = (id: string, duty: string, over: object = {}) => ({
      id,
      utility: "water",
      duty,
      name: `示例${id}`,
      phone: "13700000000",
      organisation: "云海示例自来水有限公司",
      startsOn: "2026-09-01",
      endsOn: null,
      ...over,
    });
    const roster = JSON.stringify({
      profile: "yunhai",
      version: 2,
      specialists: [
        person("jia", "specialist", { absences: [{ startsOn: "2026-11-19", endsOn: "2026-11-20" }] }),
        person("yi", "stand-in", { phone: null }),
      ],
    });
    await receive(
      context,
      {
        ...makeSigner(join(context.dir, "keys"), "nobody").publish(roster, { kind: "roster.published", version: 2 }),
        signature: null,
      },
      roster,
    );
    await table.getByText("示例jia").waitFor();
    expect(await table.innerText()).toContain(mark);
    expect(await table.locator("tbody tr", { hasText: "示例yi" }).innerText()).toContain("✓");
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, `publication-roster-${language}`);
    // Away may be recorded here; ending the entry is the centre's.
    expect(await table.locator("tbody tr", { hasText: "示例yi" }).getByRole("button").count()).toBe(1);
    expect(faults).toEqual([]);
  },
);

it("row 69: a kiosk visitor learns that the rules changed, keeps every answer, and continues with one more press", async () => {
  const { context, url, signer } = await stationThatTrusts();
  const { page, faults } = await stage.visit(url, PORTRAIT);
  await startKiosk(page);
  await chooseTiles(page, [0]);
  await answerUntil(page, null);
  await receive(context, signer.publish(laterYunhai(4)), laterYunhai(4));
  await goOn(page);
  await page
    .locator("[data-testid=problem-note], [data-testid=kiosk] [role=alert]")
    .getByText("第 3 版填写的")
    .waitFor();
  await picture(page, "publication-kiosk");
  expect(await page.locator("[data-testid=kiosk-review]").textContent()).toContain(VISITOR.applicant);
  await goOn(page);
  await page.locator("[data-testid=kiosk-number], [data-testid=kiosk-done]").first().waitFor();
  expect(listDay(context, null)).toMatchObject([{ applicant: VISITOR.applicant, channel: "kiosk" }]);
  // A refusal is an answer of the host like others; the page itself has nothing to complain about.
  expect(faults.filter((fault) => !fault.includes("status of 4"))).toEqual([]);
});
