import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appendAudit } from "#station/db/audit.ts";
import { transaction } from "#station/db/database.ts";
import { startAuditLogVerifier } from "#station/health/audit-log-verifier.ts";
import { axeFindings, LARGE, openPage, SMALL } from "#test/helpers/browser.ts";
import { startTestStation, stopTestStation, type TestStation } from "#test/helpers/hall.ts";
import { workerBrowser } from "#test/helpers/page-fixture.ts";

const SHOTS = process.env["LIANDONG_SHOTS"];

let browser: Browser;
let station: TestStation;
let page: Page;
beforeAll(async () => {
  browser = await workerBrowser();
  station = await startTestStation("yunhai");
  transaction(station.context.db, () =>
    appendAudit(station.context.db, {
      at: station.context.now(),
      actor: "clerk-1",
      stationId: station.context.station().id,
      verb: "test.made",
      subject: "test",
      detail: {},
    }),
  );
  await startAuditLogVerifier(station.context, { setTimer: () => () => undefined, onError: () => undefined }).check();
  ({ page } = await openPage(browser, station.host.url));
});
afterAll(async () => {
  await page.context().close();
  await stopTestStation(station);
});

async function signIn(name: RegExp): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.keyboard.type("2468");
  await page.keyboard.press("Enter");
}

async function look(name: string): Promise<void> {
  for (const viewport of [SMALL, LARGE]) {
    await page.setViewportSize(viewport);
    expect(await axeFindings(page)).toEqual([]);
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}-${viewport.width}.png`) });
  }
}

it("row 72: shows the supervisor that the audit holds, and everybody at work by which entry it does not", async () => {
  await signIn(/示例主管/);
  await page.locator("[data-testid=audit-line]", { hasText: /操作留痕：第 1–\d+ 条逐条核对，完整/ }).waitFor();
  await look("health-whole");
  station.context.db.exec(
    "DROP TRIGGER audit_is_insert_only_update; UPDATE audit SET actor = 'somebody' WHERE seq = 1",
  );
  // What the checks beside the work put down when they find it.
  station.context.health.chain = { upTo: 0, checkedAt: station.context.now(), brokenAt: 1 };
  station.context.health.damage = "Tree 4 page 7";
  station.context.events.emit({ kind: "health.changed" });
  const note = page.locator("[data-testid=health-note]", { hasText: "第 1 条" });
  await note.waitFor();
  expect(await note.innerText()).toMatch(/数据是否安全[\s\S]*怎么办[\s\S]*管理员/);
  await look("health-broken");
  await page.getByRole("button", { name: "退出登录" }).click();
  await signIn(/示例经办甲/);
  await page.locator("[data-testid=tiles]").waitFor();
  await page.locator("[data-testid=health-note]", { hasText: "有损坏" }).waitFor();
  await look("health-counter");
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("[data-testid=health-note]", { hasText: "The audit log is broken at entry 1" }).waitFor();
  await look("health-counter-en");
});

it("shows at a window restored from an older copy of its store what comes again and what does not", async () => {
  const tell = (recovery: "reading" | "read"): void => {
    Object.assign(station.context.health, {
      chain: { ...station.context.health.chain, brokenAt: null },
      damage: null,
      recovery,
    });
    station.context.events.emit({ kind: "health.changed" });
  };
  tell("reading");
  await page.locator("[data-testid=health-note]", { hasText: "are being read back" }).waitFor();
  await look("health-put-back-en");
  await page.getByRole("button", { name: "中文" }).click();
  tell("read");
  const note = page.locator("[data-testid=health-note]", { hasText: "之后同步过的记录已取回" });
  await note.waitFor();
  expect(await note.innerText()).toMatch(/取不回来[\s\S]*受理前先查询/);
  await look("health-put-back");
});
