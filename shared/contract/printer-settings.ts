import { z } from "zod";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { plainText } from "#shared/lib/plain-text.ts";

/** The ways to reach a printer (打印方式); `tray` lays files into a folder from which a person prints. */
export const PRINTER_KINDS = ["tray", "ipp", "escpos-tcp", "device-file", "cups-raw", "windows-spooler"] as const;
/** How a printer is reached. */
export type PrinterKind = (typeof PRINTER_KINDS)[number];

/** The characters that a slip printer has in its own font. */
export const PRINTER_SETS = ["gb2312", "gbk", "gb18030"] as const;
const PrinterSet = z.enum(PRINTER_SETS).default("gbk");
/** How a slip printer proves that it printed, the strongest first: a job receipt, its paper sensor, its ready state, nothing. */
export const SLIP_PROOFS = ["process-id", "paper-status", "real-time", "none"] as const;
const SlipProof = z.enum(SLIP_PROOFS).default("paper-status");
const SlipOptions = z.strictObject({ printerSet: PrinterSet, proof: SlipProof });
/** The speed of a serial line, null for a USB device. */
const Baud = z.int().min(1_200).max(921_600).nullable().default(null);
const Sides = z.enum(["one-sided", "two-sided-long-edge"]).default("one-sided");
/** What a Windows printer prints: A4 pages, or slips by its own commands without the driver. */
export const WINDOWS_PRINTS = ["page", "slip"] as const;
const None = z.strictObject({});

const address = (shape: RegExp, zh: string, en: string) => z.string().trim().max(300).regex(shape, `${zh} / ${en}`);
/** A port is a number up to 65535; a user and password have no place in an address that is stored and shown. */
const QUEUE_ADDRESS = /^(ipps?|https?):\/\/(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?(?:\/[\x21-\x7e]*)?$/;
const HOST_PORT = /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/;
/** A device, not any file: what is printed would be written over it. */
const DEVICE_PATH = /^(?:\/dev\/[A-Za-z0-9][\w./-]*|\\\\\.\\(?:COM|LPT)\d{1,3}|(?:COM|LPT)\d{1,3})$/;

const common = { id: z.string().min(1).max(200), name: plainText(40).min(1) };

/** One printer as it is set up (打印机设置): where it is, and what its kind needs to know beside the address. */
export const PrinterSettings = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("tray"), address: plainText(300), options: None }),
  z.strictObject({
    ...common,
    kind: z.literal("ipp"),
    address: address(QUEUE_ADDRESS, "应写成 ipp://主机/路径", "written ipp://host/path"),
    options: z.strictObject({ sides: Sides }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("escpos-tcp"),
    address: address(HOST_PORT, "应写成 主机:端口，如 192.168.1.50:9100", "written host:port, e.g. 192.168.1.50:9100"),
    options: SlipOptions,
  }),
  z.strictObject({
    ...common,
    kind: z.literal("device-file"),
    address: address(DEVICE_PATH, "应是设备文件，如 /dev/usb/lp0 或 COM3", "a device, e.g. /dev/usb/lp0 or COM3"),
    options: SlipOptions.extend({ baud: Baud }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("cups-raw"),
    address: address(QUEUE_ADDRESS, "应写成 ipp://主机/printers/队列", "written ipp://host/printers/queue"),
    options: SlipOptions,
  }),
  z.strictObject({
    ...common,
    kind: z.literal("windows-spooler"),
    address: plainText(200).min(1),
    options: z.strictObject({ prints: z.enum(WINDOWS_PRINTS).default("page"), sides: Sides, printerSet: PrinterSet }),
  }),
]);
export type PrinterSettings = z.infer<typeof PrinterSettings>;

/** The printer that every hall has: the folder `tray` beside its database. */
export const TRAY_ID = "tray";

/** Which printer and which of its trays one kind of document goes to at a station. */
export type PrinterChoice = { kind: DocumentKind; printerId: string; tray: string | null };

/** What is handed to a printer: PDF pages, the commands of a slip printer, or files as a person sees them on the screen. */
export type PrinterLanguage = "pdf" | "escpos" | "files";

/** The language of a printer, by how it is reached and, behind the Windows spooler, by what it is. */
export function languageOf(printer: { kind: PrinterKind; options: object }): PrinterLanguage {
  switch (printer.kind) {
    case "tray":
      return "files";
    case "ipp":
      return "pdf";
    case "windows-spooler":
      return "prints" in printer.options && printer.options.prints === "slip" ? "escpos" : "pdf";
    case "escpos-tcp":
    case "device-file":
    case "cups-raw":
      return "escpos";
  }
}

/** The characters of a printer's own font; GBK for a kind without this setting. */
export const printerSetOf = ({ options }: PrinterSettings): (typeof PRINTER_SETS)[number] =>
  "printerSet" in options ? options.printerSet : "gbk";

/** Whether a document can go to a printer: a slip (小票) can go to any, every other document needs a page. */
export const canTake = (printer: { kind: PrinterKind; options: object }, kind: DocumentKind): boolean =>
  kind === "slip" || languageOf(printer) !== "escpos";
