import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBrowser, isLinuxRoot } from "#station/launch/find-browser.mjs";
import { startTestStation, stopTestStation, type TestStation } from "#test/helpers/hall.ts";
import {
  answerOne,
  answerUntil,
  askedField,
  chooseTiles,
  findInFiles,
  goOn,
  PORTRAIT,
  startKiosk,
  VISITOR,
} from "#test/helpers/kiosk-page.ts";

let station: TestStation;
let profile: string;
let context: BrowserContext;
let page: Page;

beforeEach(async () => {
  station = await startTestStation("yunhai");
  profile = mkdtempSync(join(tmpdir(), "liandong-browser-"));
  const executablePath = findBrowser(process.platform, process.env);
  if (executablePath === null)
    throw new Error("no Chromium on this machine (apt-get install chromium, or LIANDONG_BROWSER)");
  // A browser as it is in a hall: with a folder of its own that stays.
  context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ["--disable-gpu", ...(isLinuxRoot(process.platform) ? ["--no-sandbox"] : [])],
    viewport: PORTRAIT,
    locale: "zh-CN",
  });
  page = context.pages()[0] ?? (await context.newPage());
  await page.goto(station.host.url);
  await startKiosk(page);
});
afterEach(async () => {
  await context.close();
  await stopTestStation(station);
  rmSync(profile, { recursive: true, force: true });
});

async function leave(): Promise<void> {
  await page.getByRole("button", { name: "结束办理" }).click();
  await page.getByRole("button", { name: "结束并清除" }).click();
  await page.locator("[data-testid=kiosk-start]:enabled").waitFor();
}

const SECRETS = [VISITOR.phone, VISITOR.identityNumber, VISITOR.applicant];
const leftBehind = (folder: string): string[] =>
  findInFiles(folder, SECRETS).map(({ text, file }) => `${text} in ${file}`);

/** Begins a visit and goes on to a question, or to the review. */
async function visitUntil(field: string | null): Promise<string[]> {
  await chooseTiles(page, [0]);
  return answerUntil(page, field);
}

/** A dozen visits in one browser take longer than one. */
const MANY_VISITS_MS = 300_000;

describe("a visitor who leaves", () => {
  it(
    "after any question, or at the review, is found in no file of the hall or of the browser",
    async () => {
      const questions = await visitUntil(null);
      await leave();
      expect(questions).toHaveLength(11);
      for (const field of [...questions, null]) {
        await visitUntil(field);
        // The answer is typed when the visitor goes, and was never confirmed.
        const typed = Object.entries(VISITOR).find(([id]) => id === field)?.[1];
        if (typed !== undefined) await page.locator(`[data-path='form.header.${field}']`).fill(typed);
        await leave();
        expect({ field, left: leftBehind(station.dir) }).toEqual({ field, left: [] });
        expect({ field, left: leftBehind(profile) }).toEqual({ field, left: [] });
      }
      expect(
        await page.evaluate(async () => [
          localStorage.length,
          Object.keys(sessionStorage).toSorted().join(),
          (await indexedDB.databases()).length,
        ]),
      ).toEqual([0, "hall-token,hall-window", 0]);
      await context.close();
      expect([...leftBehind(station.dir), ...leftBehind(profile)]).toEqual([]);
    },
    MANY_VISITS_MS,
  );

  it("after the page was loaded again in the middle of a visit finds a clean kiosk, and leaves nothing", async () => {
    await visitUntil("projectCode");
    await page.reload();
    await page.locator("[data-testid=kiosk-start]:enabled").waitFor();
    await chooseTiles(page, [0]);
    expect(await page.locator("[data-path='form.header.applicant']").inputValue()).toBe("");
    await context.close();
    expect([...leftBehind(station.dir), ...leftBehind(profile)]).toEqual([]);
  });

  it("after submitting is found in the hall's own record, and in no file of the browser", async () => {
    await visitUntil(null);
    await goOn(page);
    await page.locator("[data-testid=kiosk-slip-image]").waitFor();
    await leave();
    expect(leftBehind(profile)).toEqual([]);
    await context.close();
    expect(leftBehind(profile)).toEqual([]);
    // The search itself is honest: what was accepted is found where it belongs.
    const kept = findInFiles(station.dir, [VISITOR.phone]);
    expect(kept.every(({ file }) => file.startsWith("hall.db"))).toBe(true);
    expect(kept.length).toBeGreaterThan(0);
  });

  it("when the browser is closed in the middle of a question is found in no file", async () => {
    await visitUntil("phone");
    await page.locator("[data-path='form.header.phone']").fill(VISITOR.phone);
    await answerOne(page, (await askedField(page)) ?? "");
    await context.close();
    expect([...leftBehind(station.dir), ...leftBehind(profile)]).toEqual([]);
  });
});
