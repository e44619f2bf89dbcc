import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { findBrowser, isLinuxRoot } from "#station/launch/find-browser.mjs";
import { findOnPath } from "#station/launch/npm.mjs";

/** The screen that every page must fit. */
export const SMALL = { width: 1366, height: 768 } as const;
export const LARGE = { width: 1920, height: 1080 } as const;

/** How long a page is waited for: it fits a machine three times slower than an ordinary one. */
const WAIT_MS = 90_000;

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Chromium's engine without the browser around it: a page opens in a third of the time. Any Chromium does where it is not there. */
const findShell = (): string | null =>
  process.env["LIANDONG_BROWSER"] === undefined ? findOnPath("chromium-headless-shell") : null;

/** Starts a real Chromium without a window; throws where the machine has none. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findShell() ?? findBrowser(process.platform, process.env);
  if (executablePath === null)
    throw new Error("no Chromium on this machine (apt-get install chromium, or LIANDONG_BROWSER)");
  return chromium.launch({
    executablePath,
    args: ["--disable-gpu", ...(isLinuxRoot(process.platform) ? ["--no-sandbox"] : [])],
  });
}

/** A page with storage of its own; `faults` collects what the page's console calls an error. */
export async function openPage(
  browser: Browser,
  url: string,
  viewport: { width: number; height: number } = SMALL,
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(url);
  return { page, faults };
}

/** Looks at what a page shows at both sizes, without opening it twice; leaves it at the size it had. */
export async function atBothSizes(page: Page, look: (size: string) => Promise<void>): Promise<void> {
  const before = page.viewportSize();
  for (const viewport of [SMALL, LARGE]) {
    await page.setViewportSize(viewport);
    // The page has been redrawn by the second frame.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await look(`${viewport.width}×${viewport.height}`);
  }
  if (before !== null) await page.setViewportSize(before);
}

type WithAxe = Window & { axe?: { run: (root: Document, options: RunOptions) => Promise<AxeResults> } };

/** What axe-core finds on the page, target sizes included, as lines that name rule and element. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => (window as WithAxe).axe !== undefined))) await page.evaluate(axeSource);
  // Only the findings leave the page: what axe says of everything else takes longer to carry over than to find out.
  return page.evaluate(async () => {
    const results = await (window as WithAxe).axe?.run(document, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    });
    if (results === undefined) throw new Error("axe is not in the page");
    return results.violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}`),
    );
  });
}
