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

type Axe = { run: (context: Document | { include: Element[] }, options: RunOptions) => Promise<AxeResults> };
type WithAxe = Window & { axe?: Axe; lookAtChanges?: () => Promise<string[]> };

/** Runs within the page: gives it `lookAtChanges`, which takes what changed since it last looked at this size. */
function prepareLooks(): void {
  const own = window as WithAxe;
  const { axe } = own;
  if (axe === undefined) throw new Error("axe is not in the page");
  /** What changed since the page was last looked at, by its size. */
  const changes = new Map<string, Set<Element>>();
  const parts = "section, header, footer, nav, aside, form, fieldset, table, main, .card, .ant-drawer, .ant-modal";

  const changedBy = ({ type, target, attributeName, addedNodes, removedNodes }: MutationRecord): Node[] => {
    const isFrame = target === document.body || target === document.documentElement;
    // The frame of the page changes its style with every drawer; its language is another page.
    if (isFrame && type === "attributes") return attributeName === "lang" ? [target] : [];
    // A drawer that is gone leaves behind what was looked at before it came.
    return removedNodes.length > 0 && !isFrame ? [target] : [...(type === "childList" ? addedNodes : [target])];
  };
  const note = (node: unknown): void => {
    if (!(node instanceof Node)) return;
    const element = node instanceof Element ? node : node.parentElement;
    if (element === null || document.head.contains(element)) return;
    for (const set of changes.values()) set.add(element);
  };
  // A tick or the focus changes how a part is drawn, and leaves its elements as they are.
  for (const event of ["change", "focusin", "focusout"])
    document.addEventListener(event, ({ target }) => note(target), true);
  new MutationObserver((records) => {
    for (const record of records) for (const node of changedBy(record)) note(node);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  own.lookAtChanges = async () => {
    const size = `${window.innerWidth} ${window.innerHeight}`;
    const changed = changes.get(size);
    changes.set(size, new Set());
    const roots = [...(changed ?? [])]
      .map((element) => element.closest(parts) ?? document.documentElement)
      .filter((root, i, all) => root.isConnected && all.indexOf(root) === i);
    const outermost = roots.filter((root) => !roots.some((other) => other !== root && other.contains(root)));
    if (changed !== undefined && outermost.length === 0) return [];
    const { violations } = await axe.run(changed === undefined ? document : { include: outermost }, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
  };
}

/**
 * What axe-core finds on the page, target sizes included, as lines that name rule and element. The first look at a
 * size takes the whole page; each later one takes the parts of it that changed since, which is all that can be new.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => (window as WithAxe).lookAtChanges !== undefined))) {
    await page.evaluate(axeSource);
    await page.evaluate(prepareLooks);
  }
  // Only the findings leave the page: what axe says of everything else takes longer to carry over than to find out.
  return page.evaluate(() => (window as WithAxe).lookAtChanges?.() ?? Promise.reject(new Error("no look")));
}

/** Which of these boxes, named by CSS selectors, something sticks out of sideways. */
export const tooWide = (page: Page, boxes: string): Promise<string[]> =>
  page.evaluate(
    (all) =>
      [...document.querySelectorAll(all)]
        .filter((box) => box.scrollWidth > box.clientWidth)
        .map((box) => `${box.className || box.tagName} sticks out`),
    boxes,
  );

/** What axe-core finds on a page at both sizes, and which of these boxes something sticks out of. */
export async function lookAtBothSizes(page: Page, boxes: string): Promise<string[]> {
  const findings: string[] = [];
  await atBothSizes(page, async (size) => {
    for (const one of [...(await axeFindings(page)), ...(await tooWide(page, boxes))]) findings.push(`${size}: ${one}`);
  });
  return findings;
}
