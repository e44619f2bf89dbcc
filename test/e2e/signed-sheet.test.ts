import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { listAttachments } from "#station/db/attachments.ts";
import { performAct } from "#station/cases/acts.ts";
import { operatorAt } from "#station/people/sign-in.ts";
import { submitApplication } from "#station/intake/submit.ts";
import { scanCode } from "#test/helpers/barcode-reader.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { runStationCommand } from "#test/helpers/cli.ts";
import { at, signInClerk } from "#test/helpers/counter-page.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { yunhaiDraft } from "#test/helpers/yunhai-draft.ts";
import { readFooterQr, scanPage } from "#test/helpers/qr-reader.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const SOON = { timeout: 90_000 };
const shots = process.env["LIANDONG_SHOTS"];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** The newest file in the tray of a kind, once the printer has done all that was asked. */
async function sheetInTray(station: TestStation, kind: string, but: readonly string[] = []): Promise<string> {
  await station.spooler.whenIdle();
  const tray = join(station.context.dir, "tray");
  const name = readdirSync(tray).find((one) => one.endsWith(`${kind}.pdf`) && !but.includes(join(tray, one)));
  if (name === undefined) throw new Error(`no ${kind} among ${readdirSync(tray).join(" ")}`);
  return join(tray, name);
}

const noteOf = (page: Page): Promise<string> => page.locator("[data-testid=scan-note]").innerText();

async function look(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  if (shots === undefined) return;
  for (const [size, viewport] of [
    ["1366", SMALL],
    ["1920", LARGE],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: `${shots}/sheet-${name}-${size}.png` });
  }
  await page.setViewportSize(SMALL);
}

const resultOf = async (
  station: TestStation,
  file: string,
): Promise<{ words: { zh: string }; superseded: boolean; documentVersion: number; recordVersion: number }> =>
  JSON.parse((await runStationCommand(["verify", file, "--data", station.context.dir])).out) as {
    words: { zh: string };
    superseded: boolean;
    documentVersion: number;
    recordVersion: number;
  };

it(
  "rows 42, 43: a form's QR code opens its case, its signed scan is bound to that version, and a correction supersedes it",
  { timeout: 360_000 },
  async () => {
    const station = await stage.openStation("yunhai", { now: new HandClock("2026-09-18T02:00:00.000Z").now });
    const { page, faults } = await stage.visit(station.host.url, SMALL);
    await signInClerk(page);
    const application = submitApplication(station.context, operatorAt(station.context), {
      key: randomUUID(),
      body: yunhaiDraft(),
    });
    const form = await sheetInTray(station, "unified-form");
    const scan = scanPage(readFileSync(form));
    const code = await readFooterQr(scan);
    expect(code).toBe(`LD1:${application.acceptanceNumber}:unified-form:1:${application.hash.slice(0, 10)}`);

    // The signed sheet comes back: its code is read, and its scan is attached.
    await scanCode(page, code);
    await expect.poll(() => noteOf(page), SOON).toContain("申请表：第 1 版，与记录一致，是最新的");
    await expect.poll(() => page.locator("main").first().innerText(), SOON).toContain(application.acceptanceNumber);
    await page
      .locator("[data-testid=scan-note] input[type=file]")
      .setInputFiles({ name: "签章.png", mimeType: "image/png", buffer: scan });
    await expect.poll(() => noteOf(page), SOON).toContain("已附 签章.png，绑定第 1 版");
    const row = page.locator("[data-testid=print-row]", { hasText: "申请表" }).first();
    await expect.poll(() => row.innerText(), SOON).toContain("签章扫描件（第 1 版）");
    expect(listAttachments(station.context.db, application.id)).toMatchObject([
      { sheet: { kind: "unified-form", utility: null, version: 1 } },
    ]);
    await look(page, "attached");
    expect(await resultOf(station, form)).toMatchObject({ superseded: false, documentVersion: 1, recordVersion: 1 });

    // An act that changes nothing on the form leaves it valid.
    performAct(station.context, operatorAt(station.context), {
      applicationId: application.id,
      shownVersion: 1,
      act: { kind: "survey.scheduled", on: "2026-09-21" },
    });
    await scanCode(page, code);
    await expect.poll(() => noteOf(page), SOON).toContain("仍可使用；记录现为第 2 版");
    const later = await resultOf(station, form);
    expect([later.superseded, later.words.zh]).toEqual([
      false,
      expect.stringContaining("申请人信息和办理路径都没有变"),
    ]);

    // A correction supersedes sheet and scan.
    await page.getByRole("button", { name: "更正申请人信息" }).press("Enter");
    await at(page, "act.details.header.phone").fill("13900009999");
    await at(page, "act.reason").fill("录入错误");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => row.innerText(), SOON).toContain("打印的第 1 版已被第 3 版取代，请收回作废");
    await expect.poll(() => row.locator("[data-testid=document-scan]").innerText(), SOON).toContain("已被第 3 版取代");
    await scanCode(page, code);
    await expect.poll(() => noteOf(page), SOON).toContain("第 1 版，已被第 3 版取代，请勿再用");
    await look(page, "superseded");
    const corrected = await sheetInTray(station, "unified-form", [form]);
    await scanCode(page, await readFooterQr(scanPage(readFileSync(corrected))));
    await expect.poll(() => noteOf(page), SOON).toContain("第 3 版，与记录一致，是最新的");
    const old = await resultOf(station, form);
    expect([old.superseded, old.words.zh]).toEqual([true, expect.stringContaining("本件为第 1 版，已被第 3 版取代")]);
    expect(await resultOf(station, corrected)).toMatchObject({ superseded: false, documentVersion: 3 });
    await page.getByRole("button", { name: "English" }).click();
    await look(page, "en");
    expect(faults).toEqual([]);
    expect(station.errors).toEqual([]);
  },
);
