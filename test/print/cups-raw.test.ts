import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cupsRawPrinter, CupsRawOptions } from "#station/printing/cups/raw-queue.ts";
import type { PrintableDocument } from "#station/printing/printer.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import { readSheet } from "#test/helpers/escpos-printer/paper.ts";
import { startPrinter, type PrinterServer } from "#test/helpers/escpos-printer/printer-server.ts";
import { freePort } from "#test/helpers/free-port.ts";
import { allowingQueue } from "#test/helpers/allowed-printers.ts";
import { startCups, type TestCups } from "#test/helpers/ipp-printers.ts";

const slip = (name: string): PrintableDocument => ({
  fileName: "slip.bin",
  kind: "slip",
  fromPage: 1,
  bytes: encodeSlip([
    { kind: "text", text: `${name} 联系人：欧阳`, align: "left", size: "normal", bold: false },
    { kind: "text", text: `${name} 联系人：𠮷野`, align: "left", size: "normal", bold: false },
    { kind: "cut" },
  ]),
});
const never = () => new AbortController().signal;
const printerAt = (address: string, jobMs = 12_000) =>
  cupsRawPrinter(CupsRawOptions.parse({ address, everyMs: 100, jobMs }), allowingQueue(address));
/** Long enough for a queue to begin a job; one that goes nowhere is waited for in full. */
const AWAY_MS = 4_000;
const hostOf = (address: string): string => new URL(address.replace(/^ipp:/, "http:")).host;
const jobsIn = (address: string): string =>
  spawnSync("lpstat", ["-h", hostOf(address), "-W", "not-completed", "-o"], { encoding: "utf8" }).stdout;

let cups: TestCups;
beforeAll(async () => {
  cups = await startCups();
});
afterAll(() => cups.stop());

const printers: PrinterServer[] = [];
afterEach(async () => {
  for (const printer of printers.splice(0)) await printer.close();
});

describe("a slip printer behind a raw queue of CUPS", () => {
  it("row 37: is sent when the queue has handed everything over, and the slip lies whole and cut", async () => {
    const device = await startPrinter();
    printers.push(device);
    const printer = printerAt(await cups.addQueue("good", `socket://127.0.0.1:${device.port}`, "raw"));
    expect(await printer.status(never())).toEqual({ state: "ready", troubles: [] });
    expect(await printer.print(slip("甲"), never())).toEqual({ outcome: "sent" });
    expect(await printer.print(slip("乙"), never())).toEqual({ outcome: "sent" });
    await device.mend();
    expect(device.machine.sheets().map((sheet) => [sheet.end, readSheet(sheet)])).toEqual([
      ["cut", ["甲 联系人：欧阳", "[picture 576x30]"]],
      ["cut", ["乙 联系人：欧阳", "[picture 576x30]"]],
    ]);
  });

  it("a printer that is away: the job is withdrawn, so that it does not come out by itself when the printer is back", async () => {
    const port = await freePort();
    const address = await cups.addQueue("away", `socket://127.0.0.1:${port}`, "raw");
    expect(await printerAt(address, AWAY_MS).print(slip("甲"), never())).toMatchObject({
      outcome: "unconfirmed",
      trouble: "no-answer",
      detail: expect.stringMatching(/^withdrawn in mid-print ./),
    });
    expect(jobsIn(address)).toBe("");
    let came = 0;
    const back = createServer(() => (came += 1)).listen(port, "127.0.0.1");
    expect(await printerAt(address).status(never())).not.toMatchObject({ state: "unknown" });
    expect(came).toBe(0);
    back.close();
  });

  it("row 38: a queue that is stopped or not there takes nothing", async () => {
    const device = await startPrinter();
    printers.push(device);
    const address = await cups.addQueue("stopped", `socket://127.0.0.1:${device.port}`, "raw");
    expect(spawnSync("cupsdisable", ["-h", hostOf(address), "stopped"]).status).toBe(0);
    expect(await printerAt(address).print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "stopped",
      again: true,
    });
    expect(await printerAt(address).status(never())).toMatchObject({ state: "stopped", troubles: ["stopped"] });
    expect(jobsIn(address)).toBe("");
    expect(await printerAt(address.replace(/stopped$/, "nowhere")).print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "refused",
      again: false,
    });
    expect(await printerAt(`ipp://127.0.0.1:${await freePort()}/printers/x`).print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "offline",
      again: true,
    });
    expect(await printerAt(address).print({ ...slip("甲"), bytes: Buffer.from("%PDF-1.7") }, never())).toMatchObject({
      outcome: "failed",
      trouble: "refused",
      again: false,
    });
  });
});
