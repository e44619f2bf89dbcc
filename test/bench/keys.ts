import type { Page } from "playwright-core";
import { ensureBuilt } from "#station/launch/ensure-built.mjs";
import { inRoot } from "#station/launch/root.mjs";
import { launchBrowser, openPage } from "#test/helpers/browser.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import { spread, type Figure, type Scale } from "./figure.ts";
import { askOnce } from "./host-process.ts";
import { makeStoredStation } from "./stored-hall.ts";

const SCALES = { full: { stored: 100_000, keys: 120 }, small: { stored: 20, keys: 3 } };

type Struck = { seconds: number[] };

/** Notes in the page, for each key, the time from the press until the frame that shows it was painted. */
const watchKeys = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seconds: number[] = [];
    Object.assign(window, { struck: { seconds } });
    window.addEventListener(
      "keydown",
      (event) => {
        const painted = new MessageChannel();
        painted.port1.addEventListener("message", () => seconds.push((performance.now() - event.timeStamp) / 1000));
        painted.port1.start();
        // A message sent in the frame's own callback arrives after it was painted.
        requestAnimationFrame(() => painted.port2.postMessage(null));
      },
      { capture: true },
    );
  });

/** Strikes keys one after the other into what has the focus, each once the one before is shown. */
async function strike(page: Page, keys: number): Promise<number[]> {
  await page.evaluate(() => void (window as unknown as { struck: Struck }).struck.seconds.splice(0));
  for (let i = 0; i < keys; i += 1) {
    await page.keyboard.press(String(i % 10));
    await page.waitForFunction((count) => (window as unknown as { struck: Struck }).struck.seconds.length > count, i);
  }
  return page.evaluate(() => (window as unknown as { struck: Struck }).struck.seconds);
}

/**
 * Types into the counter's form and its search beside 100,000 stored applications until each key is painted. The
 * limit is an input on an empty page in the same browser. The goal is 50 ms.
 */
export async function* benchKeys(scale: Scale): AsyncGenerator<Figure> {
  const { stored, keys } = SCALES[scale];
  await ensureBuilt(process.execPath, process.env);
  const { dir, remove } = await makeStoredStation(stored);
  const hall = await askOnce([
    inRoot("dist", "electron", "start-hall.cjs"),
    "serve",
    "--port",
    "0",
    "--print-address",
    "--data",
    dir,
  ]);
  const browser = await launchBrowser();
  try {
    const bare = await browser.newPage();
    await bare.setContent("<input autofocus>");
    await bare.locator("input").focus();
    await watchKeys(bare);
    const limits = [{ name: "a bare input in the same browser", seconds: await strike(bare, keys) }];
    const { page } = await openPage(browser, hall.url);
    await signInClerk(page);
    await watchKeys(page);
    const works: [string, () => Promise<void>][] = [
      ["key in the form", () => at(page, "form.header.applicant").focus()],
      ["key in the search", () => page.keyboard.press("F3")],
    ];
    for (const [figure, focus] of works) {
      await focus();
      await page.locator("input:focus, textarea:focus").waitFor();
      yield* spread("keys", `${figure} until it is painted, ${stored} stored`, await strike(page, keys), limits);
    }
  } finally {
    await browser.close();
    await hall.end();
    remove();
  }
}
