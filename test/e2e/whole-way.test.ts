import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { startCentre } from "#central/cli/start-centre.ts";
import { enrolAtCentre } from "#station/sync/transport/centre-link.ts";
import { openPage } from "#test/helpers/browser.ts";
import { centreStores } from "#test/helpers/centre-stores.ts";
import { ask } from "#test/helpers/centre-client.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import { startTestStation, stopTestStation } from "#test/helpers/hall.ts";
import { workerBrowser } from "#test/helpers/page-fixture.ts";
import { readPdf } from "#test/helpers/read-pdf.ts";
import { findSetting } from "#station/db/settings.ts";

const CODE = "whole-way-enrolment-code";
const now = () => new Date().toISOString();

let browser: Browser;
beforeAll(async () => {
  browser = await workerBrowser();
});

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

describe.each(centreStores)("the whole way, with the centre on $store", ({ open }) => {
  it("goes from a blank page to accepted, printed and arrived", async () => {
    const store = await open();
    cleanups.push(store.remove);
    const centre = await startCentre({
      sql: store.sql,
      port: 0,
      now,
      enrolmentCodes: [{ hallName: "示例大厅", code: CODE }],
      log: null,
    });
    cleanups.push(centre.close);
    const station = await startTestStation("xianning");
    cleanups.push(() => stopTestStation(station));
    await station.sync.ready;
    const { prefix } = await enrolAtCentre(station.context, centre.url, CODE);
    // A hall that worked without a centre waits minutes before it looks for one again.
    await station.sync.outboxWorker.retryNow();
    const { page, faults } = await openPage(browser, station.host.url);
    cleanups.push(() => page.context().close());

    await signInClerk(page);
    await page.keyboard.press("F2");
    await page.keyboard.press("1");
    const typed = {
      applicant: "示例㛃记食品有限公司",
      site: "示例产业园一路 8 号",
      contact: "示例𠮷",
      phone: "13800000001",
    };
    for (const [field, text] of Object.entries(typed)) await at(page, `form.header.${field}`).fill(text);
    await page.keyboard.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    const number = await page.locator("[data-testid=accepted-number]").innerText();
    expect(number.startsWith(`${prefix}-`)).toBe(true);

    await station.spooler.whenIdle();
    const printed = readdirSync(join(station.dir, "tray"))
      .filter((file) => file.startsWith(number))
      .sort();
    expect(printed).toEqual([
      `${number}-approval-sheet.pdf`,
      `${number}-slip.png`,
      `${number}-unified-form.pdf`,
      `${number}-voucher.pdf`,
    ]);
    for (const kind of ["unified-form", "voucher", "approval-sheet"]) {
      const text = (await readPdf(readFileSync(join(station.dir, "tray", `${number}-${kind}.pdf`)))).pages.join("");
      expect(text, kind).toContain(typed.applicant);
      expect(text, kind).toContain(number);
    }

    await expect
      .poll(() => station.context.db.prepare("SELECT state FROM outbox_entries").all(), { timeout: 90_000 })
      .toEqual([{ state: "sent" }]);
    const entry = station.context.db
      .prepare<[], { application_id: string; payload_hash: string; receipt: string }>(
        "SELECT application_id, payload_hash, receipt FROM outbox_entries",
      )
      .get();
    const held = await ask(centre.url, "GET", `/v1/applications/${entry?.application_id}`, {
      token: findSetting(station.context.db, "centre.token") ?? "",
    });
    expect(held.body).toMatchObject({
      entries: [{ kind: "application.accepted", payloadHash: entry?.payload_hash, receipt: entry?.receipt }],
    });
    await expect.poll(() => page.getByText("已全部同步").count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  });
});
