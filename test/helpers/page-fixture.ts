import type { Browser, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { launchBrowser, openPage } from "./browser.ts";
import { startTestStation, stopTestStation, type TestStation } from "./hall.ts";

let running: Promise<Browser> | null = null;

/** The one Chromium of this test worker, which ends with it. Pages share nothing: each has a browser context of its own. */
export async function workerBrowser(): Promise<Browser> {
  if (running !== null && !(await running).isConnected()) running = null;
  running ??= launchBrowser();
  return running;
}

/** What a test in a real browser opens: stations and pages. All of it is closed after the test, the newest first. */
export const stage = {
  /** Starts a station whose hall has the given locality. */
  async openStation(...about: Parameters<typeof startTestStation>): Promise<TestStation> {
    const station = await startTestStation(...about);
    onTestFinished(() => stopTestStation(station));
    return station;
  },
  /** Opens an address in a browser context of its own. */
  async visit(url: string, viewport?: { width: number; height: number }): Promise<{ page: Page; faults: string[] }> {
    const opened = await openPage(await workerBrowser(), url, viewport);
    onTestFinished(() => opened.page.context().close());
    return opened;
  },
};
