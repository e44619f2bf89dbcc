import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { findBrowser } from "#station/launch/find-browser.mjs";
import { projectRoot } from "#station/lib/resources.ts";
import { launchBrowser } from "#test/helpers/browser.ts";
import { startTestStation, stopTestStation } from "#test/helpers/hall.ts";
import { serveBarePage } from "./bare-page.ts";
import { median, plainFigure, timeFigure, type Figure } from "./figure.ts";

type Opened = { paint: number; ready: number; gzipped: number };

/**
 * Opens a page in a context without a cache. Answers the seconds from navigation to first paint and to the usable
 * element, and the compressed size loaded until then.
 */
async function open(browser: Browser, url: string, ready: string): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN" });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) bodies.push(response.body().catch(() => Buffer.alloc(0)));
  });
  await page.goto(url);
  await page.locator(ready).first().waitFor();
  const seconds = await page.evaluate(() => ({
    ready: performance.now() / 1000,
    paint: (performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN) / 1000,
  }));
  const loaded = await Promise.all(bodies);
  await context.close();
  return { ...seconds, gzipped: loaded.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000 };
}

/** The page's first paint and readiness in Chromium, against a bare React page and a trivial antd form. */
export async function* benchPage(turns: number): AsyncGenerator<Figure> {
  if (
    findBrowser(process.platform, process.env) === null ||
    !existsSync(join(projectRoot(), "dist", "renderer", "index.html"))
  ) {
    process.stderr.write(
      "没有 Chromium 或页面尚未构建（npm run build），不测页面。No Chromium, or the page is not built (npm run build): the page is not measured.\n",
    );
    return;
  }
  const station = await startTestStation("yunhai");
  const react = await serveBarePage("react");
  const antd = await serveBarePage("antd");
  const browser = await launchBrowser();
  try {
    const pages = {
      own: [station.host.url, "#root button"],
      react: [react.url, "#ready"],
      antd: [antd.url, "#ready"],
    } as const;
    const opened: Record<keyof typeof pages, Opened[]> = { own: [], react: [], antd: [] };
    for (let turn = 0; turn < turns; turn += 1)
      for (const [name, [url, ready]] of Object.entries(pages))
        opened[name as keyof typeof pages].push(await open(browser, url, ready));
    const middle = (name: keyof typeof pages, what: keyof Opened): number =>
      median(opened[name].map((one) => one[what]));
    yield timeFigure("startup", "page, first paint", middle("own", "paint"), {
      name: "a bare React page",
      value: middle("react", "paint"),
    });
    yield timeFigure("startup", "page, ready to sign in", middle("own", "ready"), {
      name: "a trivial antd form",
      value: middle("antd", "ready"),
    });
    yield timeFigure("startup", "page, ready to sign in", middle("own", "ready"), {
      name: "a bare React page",
      value: middle("react", "ready"),
    });
    yield plainFigure("startup", "page, scripts and styles until ready", middle("own", "gzipped"), "KB gz");
  } finally {
    await browser.close();
    await antd.close();
    await react.close();
    await stopTestStation(station);
  }
}
