import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, read, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, type TestContext } from "vitest";
import { deviceFilePrinter, DeviceFileOptions } from "#station/printing/thermal/device-file.ts";
import type { PrintableDocument } from "#station/printing/printer.ts";
import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import { makeMachine } from "#test/helpers/escpos-printer/machine.ts";
import { startTerminalDevice, type TerminalDevice } from "#test/helpers/escpos-printer/terminal-device.ts";

const slip = (name: string, count = 10): PrintableDocument => ({
  fileName: "slip.bin",
  kind: "slip",
  fromPage: 1,
  // A picture holds every byte value, those too that a terminal line would change.
  bytes: encodeSlip([
    ...Array.from({ length: count }, (_, index) => ({
      kind: "text" as const,
      text: `${name}${index + 1} 联系人：${index % 3 === 0 ? "𠮷野" : "欧阳"}`,
      align: "left" as const,
      size: "normal" as const,
      bold: false,
    })),
    { kind: "cut" },
  ]),
});
const QUICK = { answerMs: 1_000, stallMs: 400, finishMs: 1_500, pollMs: 60, closeMs: 500, openMs: 500 };
const readFrom = promisify(read);
const never = () => new AbortController().signal;
const printerAt = (path: string, more: Partial<DeviceFileOptions> = {}) =>
  deviceFilePrinter(DeviceFileOptions.parse({ path, ...QUICK, ...more }));

let dir = "";
let devices: TerminalDevice[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "device-"));
});
afterEach(async () => {
  for (const device of devices) await device.close();
  devices = [];
  rmSync(dir, { recursive: true, force: true });
});
async function terminal(context: TestContext): Promise<TerminalDevice> {
  const device = await startTerminalDevice();
  if (device === null) return context.skip("no python3 here to open a pseudo-terminal with");
  devices.push(device);
  return device;
}

describe("a slip printer behind a device file", () => {
  it("row 37: a serial printer that answers confirms, and every byte reached it as it was sent", async (context) => {
    const device = await terminal(context);
    for (const proof of ["paper-status", "process-id"] as const) {
      const job = slip(`甲${proof}`);
      expect(await printerAt(device.path, { proof, baud: 115_200 }).print(job, never())).toEqual({
        outcome: "device-confirmed",
      });
      const wanted = makeMachine();
      wanted.take(job.bytes);
      while (wanted.work(100));
      expect(device.machine.sheets().at(-1)).toEqual(wanted.sheets()[0]);
    }
  });

  it("row 38: its troubles are reported before and during printing", async (context) => {
    const device = await terminal(context);
    const printer = printerAt(device.path);
    device.machine.state.coverOpen = true;
    expect(await printer.print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "cover-open",
      again: true,
    });
    expect(device.machine.sheets()).toEqual([]);
    device.machine.mend();
    device.machine.state.linesLeft = 4;
    expect(await printer.print(slip("乙"), never())).toMatchObject({ outcome: "unconfirmed", trouble: "paper-out" });
    expect(await printer.status(never())).toMatchObject({ state: "stopped" });
  });

  it("a device that takes no more ends the job in bounded time", async (context) => {
    const device = await terminal(context);
    device.stall();
    const started = performance.now();
    expect(await printerAt(device.path, { proof: "none" }).print(slip("甲", 60), never())).toMatchObject({
      outcome: "unconfirmed",
      trouble: "no-answer",
    });
    expect(await printerAt(device.path).print(slip("乙", 60), never())).toMatchObject({
      outcome: "failed",
      trouble: "no-answer",
      again: true,
    });
    expect(performance.now() - started).toBeLessThan(30_000);
    device.goOn();
  });

  it("a one-way device gets every byte once, and the outcome is sent", async () => {
    const path = join(dir, "lp0");
    execFileSync("mkfifo", [path]);
    const job = slip("甲", 60);
    // Opened both ways, so that it opens at once and a read ends with the last byte wanted.
    const reader = openSync(path, constants.O_RDWR);
    const sent = printerAt(path, { proof: "none" }).print(job, never());
    let got = Buffer.alloc(0);
    while (got.indexOf(job.bytes) < 0) {
      const piece = Buffer.alloc(4_096);
      const { bytesRead } = await readFrom(reader, piece, 0, piece.length, null);
      got = Buffer.concat([got, piece.subarray(0, bytesRead)]);
    }
    expect(await sent).toEqual({ outcome: "sent" });
    expect(got.subarray(-job.bytes.length).equals(job.bytes)).toBe(true);
    expect(got.indexOf(job.bytes)).toBe(got.lastIndexOf(job.bytes));
    closeSync(reader);
  });

  it("nothing plugged in, and a pipe that nobody reads, fail before anything is sent", async () => {
    expect(await printerAt(join(dir, "lp9")).print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "offline",
      again: true,
    });
    expect(await printerAt(join(dir, "lp9")).status(never())).toEqual({ state: "stopped", troubles: ["offline"] });
    const path = join(dir, "lp1");
    execFileSync("mkfifo", [path]);
    expect(await printerAt(path, { proof: "none" }).print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "offline",
      again: true,
    });
  });

  it("a plain file is not taken for a printer", async () => {
    const path = join(dir, "notes.txt");
    writeFileSync(path, "kept");
    expect(await printerAt(path, { proof: "none" }).print(slip("甲"), never())).toMatchObject({
      outcome: "failed",
      trouble: "refused",
      again: false,
    });
    expect(statSync(path).size).toBe(4);
  });
});
