import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";
import { putPrinterChoice, putPrinter } from "#station/db/printers.ts";
import { listPrintJobs, type PrintJob } from "#station/db/print-jobs.ts";
import { noteJob } from "#station/printing/job-changes.ts";
import { listReceptions } from "#station/intake/reception-view.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { axeFindings, LARGE, SMALL } from "#test/helpers/browser.ts";
import { signInClerk, at, signOut } from "#test/helpers/counter-page.ts";
import { printAgain, printUntilItComes } from "#test/helpers/day/print-sheets.ts";
import type { TestStation } from "#test/helpers/hall.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { scanCode } from "#test/helpers/barcode-reader.ts";
import { readFooterQr, scanPage } from "#test/helpers/qr-reader.ts";
import { stage } from "#test/helpers/page-fixture.ts";

const shots = process.env["LIANDONG_SHOTS"];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const NAME = "收件凭证";

let station: TestStation;
let page: Page;
let faults: string[];

beforeEach(async () => {
  station = await stage.openStation("yunhai", { now: new HandClock("2026-09-18T02:00:00.000Z").now });
  ({ page, faults } = await stage.visit(station.host.url, SMALL));
  await signInClerk(page);
});

async function receive(): Promise<string> {
  await at(page, "form.header.applicant").fill("示例𠮷记公司");
  await page.keyboard.press("Alt+r");
  await page.locator('[data-path="reception.kind"] input:checked:focus').waitFor();
  await page.getByLabel("待受理原因").fill("等待核实地址");
  await page.keyboard.press("Enter");
  await page.getByText("已收件，草稿已暂存").waitFor();
  const [line] = listReceptions(station.context, null);
  if (line === undefined) throw new Error("nothing was received");
  return line.id;
}

const lastJob = (id: string): PrintJob => {
  const job = listPrintJobs(station.context.db, id).at(-1);
  if (job === undefined) throw new Error("no job");
  return job;
};

async function look(name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  if (shots === undefined) return;
  await page.screenshot({ path: `${shots}/reception-${name}-1366.png` });
  await page.setViewportSize(LARGE);
  await page.screenshot({ path: `${shots}/reception-${name}-1920.png` });
  await page.setViewportSize(SMALL);
}

it("row 42: the QR code of a voucher without an acceptance number says what became of the visit", async () => {
  const id = await receive();
  await page.getByRole("button", { name: "下一位" }).press("Enter");
  await page.locator("[data-testid=reception]").waitFor({ state: "detached" });
  const [line] = listReceptions(station.context, null);
  await station.spooler.whenIdle();
  const tray = join(station.context.dir, "tray");
  const file = readdirSync(tray).find((name) => name.endsWith("received-notice.pdf"));
  const code = await readFooterQr(scanPage(readFileSync(join(tray, file ?? "none"))));
  expect(code).toContain(`LD1:${line?.number ?? "none"}:received-notice:1:`);
  await scanCode(page, code);
  await expect
    .poll(() => page.locator("[data-testid=scan-note]").innerText())
    .toContain(`收件凭证 ${line?.number ?? ""}：示例𠮷记公司，已收件、待受理（等待核实地址）`);
  expect(lastJob(id).outcome).toBe("sent");
  expect(faults).toEqual([]);
});

describe("row 38: the voucher of a visit without a number, as every other sheet", () => {
  it("is tried again when no paper came, printed again for a reason, and shows its history", async () => {
    const id = await receive();
    await page.locator("[data-testid=print-state][data-state=sent]").waitFor();
    await printUntilItComes(page, NAME);
    await printAgain(page, NAME, "申请人遗失");
    await expect
      .poll(() => listPrintJobs(station.context.db, id).map(({ copy, why }) => [copy, why]))
      .toEqual([
        [1, null],
        [2, "申请人遗失"],
      ]);
    await page.locator("[data-testid=print-state][data-state=sent]").waitFor();
    await page.getByText("打印经过").click();
    await expect.poll(() => page.locator("[data-testid=print-story] li").count()).toBeGreaterThan(1);
    await look("again");
    expect(faults).toEqual([]);
  });

  it("is taken back while it waits; Esc leaves the question and not the dialog", async () => {
    putPrinter(station.context.db, {
      id: "off",
      name: "关着的打印机",
      kind: "ipp",
      address: "ipp://127.0.0.1:1/ipp",
      options: { sides: "one-sided" },
    });
    putPrinterChoice(station.context.db, station.context.station().id, {
      kind: "received-notice",
      printerId: "off",
      tray: null,
    });
    const id = await receive();
    await page.locator("[data-testid=print-state][data-state=queued]").waitFor();
    await page.getByRole("button", { name: `取消打印 ${NAME}` }).press("Enter");
    await page.locator("[data-testid=print-ask] input").press("Escape");
    await page.locator("[data-testid=print-ask]").waitFor({ state: "detached" });
    await page.locator("[data-testid=reception-number]").waitFor();
    await page.getByRole("button", { name: `取消打印 ${NAME}` }).press("Enter");
    await page.locator("[data-testid=print-ask] input").fill("申请人已走");
    await page.locator("[data-testid=print-ask] input").press("Enter");
    await page.locator("[data-testid=print-state][data-state=failed]").waitFor();
    expect(lastJob(id)).toMatchObject({ outcome: "failed", trouble: "cancelled" });
    await page.getByRole("button", { name: `重试 ${NAME}` }).waitFor();
    await look("cancelled");
    expect(faults).toEqual([]);
  });

  it("goes on from the page that a person names, also from the supervisor's list of the day", async () => {
    const id = await receive();
    await page.locator("[data-testid=print-state][data-state=sent]").waitFor();
    // As a power cut leaves it: three pages, the first known to be out.
    noteJob(station.context, lastJob(id).id, lastJob(id).outcome, {
      what: "crashed",
      by: null,
      to: {
        outcome: "unconfirmed",
        pages: 3,
        pagesOut: 1,
        reason: bilingual("程序中断", "The program was interrupted"),
      },
    });
    await page.locator("[data-testid=print-state][data-state=unconfirmed]").waitFor();
    await page.getByRole("button", { name: "从第 2 页接着打" }).waitFor();
    await look("unconfirmed");
    await page.getByRole("button", { name: "下一位" }).press("Enter");
    await signOut(page);
    await page.getByRole("button", { name: /示例主管/ }).click();
    await page.keyboard.type("2468");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /文书与打印$/ }).press("Enter");
    await page.getByRole("button", { name: "从第 2 页接着打" }).waitFor();
    await look("day");
    await page.getByRole("button", { name: "从第 2 页接着打" }).press("Enter");
    await page.locator("[data-testid=print-state][data-state=unconfirmed]").waitFor({ state: "detached" });
    await expect.poll(() => lastJob(id).outcome).toBe("sent");
    expect(faults).toEqual([]);
  });
});
