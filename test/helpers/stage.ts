import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchBrowser, openPage } from "./browser.ts";
import { startTestStation, stopTestStation, type TestStation } from "./hall.ts";

/** What a test in a real browser needs: a hall, and pages in it; all of it is closed after the test, the newest first. */
export type Stage = {
  hall: (...about: Parameters<typeof startTestStation>) => Promise<TestStation>;
  visit: (url: string, viewport?: { width: number; height: number }) => Promise<{ page: Page; faults: string[] }>;
};

/** Sets the stage for a test file: one Chromium for all its tests, and whatever each of them opens. */
export function setStage(): Stage {
  let browser: Browser;
  const closings: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const close of closings.splice(0).toReversed()) await close();
  });
  return {
    async hall(...about) {
      const hall = await startTestStation(...about);
      closings.push(() => stopTestStation(hall));
      return hall;
    },
    async visit(url, viewport) {
      const opened = await openPage(browser, url, viewport);
      closings.push(() => opened.page.context().close());
      return opened;
    },
  };
}
