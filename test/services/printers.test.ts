import { beforeEach, describe, expect } from "vitest";
import { findBrokenLink, listAudit } from "#station/db/audit.ts";
import { findOperator } from "#station/db/operators.ts";
import { ledgerRows } from "#station/supervision/ledger-rows.ts";
import type { Actor, StationContext } from "#station/core/station-context.ts";
import { viewDaySummary } from "#station/supervision/day-summary.ts";
import { confirmTest, readinessOn, requestTest } from "#station/printing/printer-tests.ts";
import { workingKinds } from "#station/printing/open-printer.ts";
import {
  assignPrinter,
  retire,
  savePrinter,
  viewPrinters,
  viewPrinterStatus,
  type PrinterWatch,
} from "#station/printing/printer-settings.ts";
import type { Spooler } from "#station/printing/spooler.ts";
import { PrinterSettings, TRAY_ID } from "#shared/contract/printer-settings.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { decodeEscPos } from "#test/helpers/escpos-decoder.ts";
import { HandClock } from "#test/helpers/hand-clock.ts";
import { it } from "#test/helpers/station-fixture.ts";
import { A4, jobOf, setUpPrinters, SLIPS, spoolTo, takeIn } from "#test/helpers/printing-hall.ts";
import { ScriptedPrinter } from "#test/helpers/scripted-printer.ts";

let context: StationContext;
let actor: Actor;
let clock: HandClock;
const nobody: PrinterWatch = { states: () => new Map(), look: () => undefined };

it.beforeEach(async ({ openTestStation }) => {
  clock = new HandClock("2026-09-18T01:02:00.000Z");
  const open = await openTestStation({ now: clock.now, random: () => 0.5 });
  context = open.context;
  const operator = findOperator(context.db, "supervisor-1");
  if (operator === null) throw new Error("no supervisor");
  actor = { operator, station: context.station() };
});

describe("row 38: printers are set up as data", () => {
  it("a hall without any prints to its folder, and is asked for no test", () => {
    const view = viewPrinters(context, nobody);
    expect(view.printers.map(({ id }) => id)).toEqual([TRAY_ID]);
    expect(view.kinds).toEqual(expect.arrayContaining(["tray", "escpos-tcp", "device-file"]));
    expect(viewPrinterStatus(context, nobody)).toEqual({ printers: [], readiness: [] });
  });

  it("is saved, chosen for a kind of document, renamed and taken out of use, each in the audit", () => {
    savePrinter(context, actor, SLIPS);
    assignPrinter(context, actor, { kind: "slip", printerId: SLIPS.id, tray: null });
    expect(viewPrinterStatus(context, nobody).printers.map(({ name }) => name)).toEqual(["小票机"]);
    savePrinter(context, actor, { ...SLIPS, name: "一号小票机" });
    expect(viewPrinters(context, nobody).printers.map(({ name }) => name)).toEqual(["打印文件夹", "一号小票机"]);
    retire(context, actor, SLIPS.id);
    expect(viewPrinters(context, nobody)).toMatchObject({ printers: [{ id: TRAY_ID }], assignments: [] });
    expect(listAudit(context.db, SLIPS.id).map(({ verb }) => verb)).toEqual([
      "printer.saved",
      "printer.assigned",
      "printer.saved",
      "printer.retired",
    ]);
    expect(findBrokenLink(context.db)).toBeNull();
  });

  it("sends slips to an A4 printer where a hall has no slip printer, each as a page", async () => {
    savePrinter(context, actor, A4);
    assignPrinter(context, actor, { kind: "slip", printerId: A4.id, tray: "tray-2" });
    const a4 = new ScriptedPrinter();
    const spooler = spoolTo(context, clock, a4.open);
    const id = takeIn(context, actor);
    await spooler.whenIdle();
    const sheet = a4.seen.find((seen) => seen.sheet.kind === "slip")?.sheet;
    expect(sheet).toMatchObject({ tray: "tray-2", fromPage: 1 });
    expect(sheet?.bytes.subarray(0, 4).toString("latin1")).toBe("%PDF");
    expect(jobOf(context, id, "slip")).toMatchObject({ outcome: "device-confirmed", printerName: A4.name, pages: 1 });
    await spooler.close();
  });

  it("refuses what cannot be: two of one name, a slip printer for A4, a printer of Windows on another system", () => {
    savePrinter(context, actor, SLIPS);
    expect(() => savePrinter(context, actor, { ...SLIPS, id: "other" })).toThrow(/bad-input/);
    expect(() => assignPrinter(context, actor, { kind: "voucher", printerId: SLIPS.id, tray: null })).toThrow(
      /bad-input/,
    );
    expect(() => assignPrinter(context, actor, { kind: "slip", printerId: "none", tray: null })).toThrow(/bad-input/);
    expect(() =>
      savePrinter(context, actor, {
        id: "w",
        name: "前台打印机",
        kind: "windows-spooler",
        address: "HP LaserJet",
        options: { prints: "page", sides: "one-sided", printerSet: "gbk" },
      }),
    ).toThrow(/bad-input/);
    expect([
      workingKinds("linux").includes("windows-spooler"),
      workingKinds("win32").includes("windows-spooler"),
    ]).toEqual([false, true]);
    expect(() => retire(context, actor, TRAY_ID)).toThrow(/printer-not-found/);
  });

  it("refuses what would mix or lose documents: two queues at one slip printer, and a slip printer in the place of an A4 printer", () => {
    savePrinter(context, actor, SLIPS);
    expect(() => savePrinter(context, actor, { ...SLIPS, id: "other", name: "另一台" })).toThrow(/bad-input/);
    savePrinter(context, actor, { ...SLIPS, name: "改了名" });
    savePrinter(context, actor, A4);
    assignPrinter(context, actor, { kind: "voucher", printerId: A4.id, tray: null });
    expect(() =>
      savePrinter(context, actor, { ...SLIPS, id: A4.id, name: A4.name, address: "127.0.0.1:9102" }),
    ).toThrow(/bad-input/);
    expect(viewPrinters(context, nobody).printers.find(({ id }) => id === A4.id)?.kind).toBe("ipp");
  });

  it("ends the test print that waits for a printer taken out of use", () => {
    savePrinter(context, actor, SLIPS);
    assignPrinter(context, actor, { kind: "slip", printerId: SLIPS.id, tray: null });
    requestTest(context, actor, SLIPS.id);
    retire(context, actor, SLIPS.id);
    expect(viewPrinterStatus(context, nobody).readiness).toMatchObject([{ printerId: SLIPS.id, status: "faulty" }]);
  });

  it.each([
    ["escpos-tcp", "192.168.1.50:9100", true],
    ["escpos-tcp", "[fe80::1]:9100", true],
    ["escpos-tcp", "192.168.1.50", false],
    ["escpos-tcp", "a b:9100", false],
    ["ipp", "ipp://printer.local/ipp/print", true],
    ["ipp", "ipp://user:secret@printer.local/ipp", false],
    ["ipp", "file:///etc/passwd", false],
    ["device-file", "/dev/usb/lp0", true],
    ["device-file", "COM3", true],
    ["device-file", "/etc/passwd", false],
    ["windows-spooler", "前台 HP LaserJet (副本 1)", true],
    ["windows-spooler", "", false],
  ])("takes an address for %s as it must be: %s %s", (kind, address, isGood) => {
    expect(PrinterSettings.safeParse({ id: "p", name: "打印机", kind, address, options: {} }).success).toBe(isGood);
  });
});

describe("row 50: a test print that a person confirms", () => {
  let slips: ScriptedPrinter;
  let spooler: Spooler;
  beforeEach(() => {
    setUpPrinters(context);
    slips = new ScriptedPrinter();
    spooler = spoolTo(context, clock, slips.open);
  });

  it("holds the characters that fail first, is recorded with who and when, and makes the printer ready for that day only", async () => {
    const readiness = (on = "2026-09-18") => readinessOn(context, on).find(({ printerId }) => printerId === SLIPS.id);
    expect(readiness()).toMatchObject({
      status: "missing",
      printer: "小票机",
      station: "1 号窗口",
      at: null,
      by: null,
    });
    const { id } = requestTest(context, actor, SLIPS.id);
    expect(() => confirmTest(context, actor, { testId: id, passed: true, note: "" })).toThrow(/test-waiting/);
    expect(() => requestTest(context, actor, SLIPS.id)).toThrow(/test-waiting/);
    await spooler.whenIdle();
    expect(readiness()?.status).toBe("waiting");
    const parts = decodeEscPos(slips.seen[0]?.sheet.bytes ?? Buffer.alloc(0));
    expect(parts.filter((part) => part.kind === "picture").length).toBeGreaterThanOrEqual(2);
    expect(parts.flatMap((part) => (part.kind === "line" ? [part.text] : []))).toEqual(
      expect.arrayContaining(["打印机测试页", "123456789012345678901234567890123456789012345678"]),
    );
    expect(parts.flatMap((part) => (part.kind === "qr" ? [part.content] : []))[0]).toMatch(/^LDTEST:/);
    clock.set("2026-09-18T01:05:00.000Z");
    expect(confirmTest(context, actor, { testId: id, passed: true, note: "" })).toMatchObject({
      passed: true,
      answeredBy: "示例主管",
      answeredAt: "2026-09-18T01:05:00.000Z",
    });
    expect(() => confirmTest(context, actor, { testId: id, passed: false, note: "" })).toThrow(/test-answered/);
    expect(readiness()).toMatchObject({ status: "confirmed", by: "示例主管" });
    expect(readiness("2026-09-19")).toMatchObject({ status: "missing" });
    const rows = [
      ...ledgerRows(viewDaySummary(context, "2026-09-18"), {
        hall: bilingual("大厅", "Hall"),
        utility: (_profile, utility) => utility,
      }),
    ];
    expect(rows).toEqual(
      expect.arrayContaining([
        ["打印机测试 小票机 Printer test", "1 号窗口：测试页已确认（示例主管 2026-09-18 09:05）"],
      ]),
    );
    expect(listAudit(context.db, SLIPS.id).map(({ verb }) => verb)).toEqual([
      "printer.testRequested",
      "printer.testPassed",
    ]);
    await spooler.close();
  });

  it("is faulty where a person says so or it never printed, and is never a print of yesterday", async () => {
    const { id } = requestTest(context, actor, SLIPS.id);
    await spooler.whenIdle();
    confirmTest(context, actor, { testId: id, passed: false, note: "右边缺一截" });
    expect(readinessOn(context, "2026-09-18").find(({ printerId }) => printerId === SLIPS.id)?.status).toBe("faulty");
    slips.state = { state: "stopped", troubles: ["paper-out"] };
    requestTest(context, actor, SLIPS.id);
    await spooler.whenIdle();
    expect(viewPrinterStatus(context, spooler).printers.find((printer) => printer.id === SLIPS.id)).toMatchObject({
      state: { state: "stopped", troubles: ["paper-out"] },
      test: { outcome: "queued", reason: { zh: "打印机缺纸" } },
    });
    clock.set("2026-09-19T01:00:00.000Z");
    slips.state = { state: "ready", troubles: [] };
    clock.advance(60_000);
    await spooler.whenIdle();
    expect(slips.seen).toHaveLength(1);
    expect(readinessOn(context, "2026-09-18").find(({ printerId }) => printerId === SLIPS.id)?.status).toBe("faulty");
    await spooler.close();
  });

  it("lets the folder print a page that is read back whole", async () => {
    const { testPage, TEST_LINES } = await import("#templates/slip/test-print.ts");
    const { readCoverage } = await import("#station/rendering/fonts.ts");
    const { renderPdf, endRendering } = await import("#station/rendering/render.ts");
    const { readPdf, squash } = await import("#test/helpers/read-pdf.ts");
    const { pages } = await readPdf(
      await renderPdf(
        testPage(
          { printer: "窗口 A4", hall: "示例大厅", window: "1 号窗口", at: clock.now(), code: "ABCD1234" },
          readCoverage(),
        ),
      ),
    );
    for (const line of TEST_LINES) expect(pages[0]).toContain(squash(line));
    expect(pages).toHaveLength(1);
    await endRendering();
    await spooler.close();
  });

  it("goes before what waits, and what waits is counted", async () => {
    slips.state = { state: "stopped", troubles: ["cover-open"] };
    const id = takeIn(context, actor);
    await spooler.whenIdle();
    expect(viewPrinterStatus(context, spooler).printers.map(({ name, waiting }) => [name, waiting])).toEqual(
      expect.arrayContaining([["小票机", 1]]),
    );
    expect(jobOf(context, id, "slip").trouble).toBe("cover-open");
    await spooler.close();
  });
});
