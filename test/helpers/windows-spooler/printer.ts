import { encodeSlip } from "#station/rendering/slip-escpos.ts";
import type { Printer, PrintableDocument } from "#station/printing/printer.ts";
import type { HelperWaits } from "#station/printing/windows/spooler-helper.ts";
import { windowsPrinter } from "#station/printing/windows/windows-printer.ts";
import type { Plan } from "./plan.ts";
import { emulateSpooler, type EmulatedSpooler } from "./spooler.ts";

/** A name as halls give them, with what a command line would choke on. */
export const PRINTER_NAME = "前台 \\\\服务器\\HP “A4” 𠮷";
/** A document with every byte in it, as A4 and as a slip. */
export const PDF: PrintableDocument = {
  fileName: "LD-A01-2026-000123-7-voucher.pdf",
  kind: "voucher",
  fromPage: 2,
  tray: null,
  bytes: Buffer.concat([
    Buffer.from("%PDF-1.7\n"),
    Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256)),
  ]),
};
/** A slip of one line. */
export const SLIP: PrintableDocument = {
  fileName: "slip.bin",
  kind: "slip",
  fromPage: 1,
  bytes: encodeSlip([
    { kind: "text", text: "联系人：欧阳", align: "left", size: "normal", bold: false },
    { kind: "cut" },
  ]),
};

/** `JOB_STATUS_*` and `PRINTER_STATUS_*` as winspool.h has them, written out again. */
export const J = {
  paused: 1,
  error: 2,
  deleting: 4,
  spooling: 8,
  printing: 0x10,
  offline: 0x20,
  paperOut: 0x40,
  printed: 0x80,
  deleted: 0x100,
  blocked: 0x200,
  complete: 0x1000,
  retained: 0x2000,
};
export const P = {
  paused: 1,
  jam: 8,
  paperOut: 0x10,
  offline: 0x80,
  error: 2,
  doorOpen: 0x400000,
  powerSave: 0x1000000,
};

/** How long this printer's waits are, in milliseconds. */
export type Waits = { prints?: "page" | "slip"; waits?: Partial<HelperWaits>; goneMs?: number; withdrawMs?: number };

/** A Windows printer of ours over an emulated spooler. */
export function windowsPrinterOver(
  plan: Plan,
  { prints = "page", waits = {}, goneMs = 20_000, withdrawMs = 15_000 }: Waits,
): { spooler: EmulatedSpooler; printer: Printer } {
  const spooler = emulateSpooler(plan);
  const printer = windowsPrinter({
    name: PRINTER_NAME,
    prints,
    sides: "two-sided-long-edge",
    command: spooler.command,
    waits: { idleMs: 200, ...waits },
    watching: { everyMs: 10, goneMs, withdrawMs },
  });
  return { spooler, printer };
}

/** How many papers came, of all jobs together. */
export const papersOf = (spooler: EmulatedSpooler): number => spooler.jobs().reduce((sum, job) => sum + job.printed, 0);
