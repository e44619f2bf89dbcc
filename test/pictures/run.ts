import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "#test/helpers/browser.ts";
import { signOut } from "#test/helpers/counter-page.ts";
import { stopTestStation, type TestStation } from "#test/helpers/hall.ts";
import { PROJECT } from "#test/helpers/project-files.ts";
import { pictureCounter } from "./counter.ts";
import { pictureKiosk } from "./kiosk.ts";
import { toPalettePng } from "./palette-png.ts";
import { fillPicturedHall, NOW, openPicturedHall, refuseOne } from "./pictured-hall.ts";
import { pictureSupervisor } from "./supervisor.ts";
import type { Shoot } from "./shoot.ts";

const MAX_TOTAL_KB = 3_000;

const folder = join(PROJECT, "docs", "pictures");

async function openAt(browser: Browser, url: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.clock.setFixedTime(NOW);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(url);
  return page;
}

/** Opens a hall of invented people at a fixed time and runs one series of pictures in it. */
async function withHall(run: (station: TestStation, shoot: Shoot) => Promise<void>): Promise<void> {
  const station = await openPicturedHall();
  try {
    await run(station, async (name, page) => {
      await page.evaluate(() => document.fonts.ready);
      writeFileSync(join(folder, `${name}.png`), await toPalettePng(await page.screenshot({ animations: "disabled" })));
      process.stdout.write(`docs/pictures/${name}.png\n`);
    });
    if (station.errors.length > 0)
      throw new AggregateError(station.errors, "the hall met errors while it was pictured");
  } finally {
    await stopTestStation(station);
  }
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  await withHall(async (station, shoot) => {
    const numbers = await fillPicturedHall(station.context);
    const staff = { width: 1366, height: 768 };
    const clerk = await openAt(browser, station.host.url, staff);
    const applicant = await openAt(browser, station.host.applicantUrl, staff);
    await pictureCounter({ clerk, applicant, numbers, shoot });
    await signOut(clerk);
    await clerk.context().close();
    await applicant.context().close();
    refuseOne(station.context);
    await pictureSupervisor(await openAt(browser, station.host.url, staff), shoot);
  });
  await withHall(async (station, shoot) =>
    pictureKiosk(await openAt(browser, station.host.url, { width: 1080, height: 1920 }), shoot),
  );
} finally {
  await browser.close();
}
const kilobytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1024;
process.stdout.write(`${readdirSync(folder).length} pictures, ${Math.round(kilobytes)} KB\n`);
if (kilobytes > MAX_TOTAL_KB) throw new Error(`the pictures take more than ${MAX_TOTAL_KB} KB`);
