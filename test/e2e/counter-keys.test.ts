import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scanCode } from "#test/helpers/barcode-reader.ts";
import { openPage } from "#test/helpers/browser.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import { startTestStation, stopTestStation, type TestStation } from "#test/helpers/hall.ts";
import { workerBrowser } from "#test/helpers/page-fixture.ts";
import { plantPglite } from "#test/helpers/pglite-template.ts";

/** A clerk at the keyboard: every key is counted, free text is not, and there is no mouse. */
function clerkAt(page: Page) {
  let keys = 0;
  const keyOf = async (key: string, times = 1): Promise<void> => {
    for (let i = 0; i < times; i += 1) await page.keyboard.press(key);
    keys += times;
  };
  return {
    press: keyOf,
    /** Digits are struck one by one, each a key. */
    digits: async (text: string): Promise<void> => {
      for (const digit of text) await keyOf(digit);
    },
    freeText: (text: string): Promise<void> => page.keyboard.insertText(text),
    count: (): number => keys,
  };
}

const LICENCE = "91420000MA00YH0023";
const MAX_KEYS = 40;

let browser: Browser;
let station: TestStation;

beforeAll(async () => {
  browser = await workerBrowser();
  station = await startTestStation("suizhou", {
    centre: "embedded-centre",
    prepare: (dir) => plantPglite(join(dir, "centre")),
  });
  await station.sync.ready;
});
afterAll(async () => {
  await stopTestStation(station);
});

describe("key presses", () => {
  it(`from a blank page to accepted: five utilities, licence scanned, at most ${MAX_KEYS} besides free text, no mouse`, async () => {
    const { page, faults } = await openPage(browser, station.host.url);
    await signInClerk(page);
    await page.evaluate(() => {
      for (const kind of ["mousedown", "pointerdown", "click"])
        window.addEventListener(
          kind,
          (event) =>
            event.isTrusted &&
            event instanceof MouseEvent &&
            event.detail > 0 &&
            document.body.setAttribute("data-mouse", "used"),
          { capture: true },
        );
    });
    const clerk = clerkAt(page);
    await clerk.press("F2");
    await clerk.digits("12345");
    expect(await page.locator("[data-testid=tiles] input:checked").count()).toBe(5);
    await clerk.press("Enter");
    await scanCode(page, LICENCE);
    await expect
      .poll(() => at(page, "form.header.applicant").inputValue(), { timeout: 180_000 })
      .toBe("云海样品有限公司");
    const focus = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute("data-path") ?? null);
    const tabTo = async (path: string): Promise<void> => {
      for (let i = 0; i < 10 && (await focus()) !== path; i += 1) await clerk.press("Tab");
      expect(await focus()).toBe(path);
    };
    await tabTo("form.header.site");
    await clerk.freeText("示例路 8 号");
    await tabTo("form.header.contact");
    await clerk.freeText("王小明");
    await tabTo("form.header.phone");
    await clerk.digits("13800001111");
    await clerk.press("Control+Enter");
    await page.locator("[data-testid=accepted-number]").waitFor();
    expect(station.context.db.prepare("SELECT utilities FROM applications").get()).toEqual({
      utilities: JSON.stringify(["water", "power", "gas", "heating", "network"]),
    });
    // Control and Enter are two keys.
    const keys = clerk.count() + 1;
    const figure = "keys from blank to accepted, five utilities, licence scanned, phone counted digit by digit";
    process.stdout.write(`${JSON.stringify({ figure, value: keys, limit: MAX_KEYS })}\n`);
    expect(keys).toBeLessThanOrEqual(MAX_KEYS);
    expect(await page.evaluate(() => document.body.getAttribute("data-mouse"))).toBeNull();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
