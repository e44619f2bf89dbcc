import { join } from "node:path";
import type { PrinterKind, PrinterSettings } from "../../shared/printer.ts";
import type { Printer } from "./printer.ts";
import { trayPrinter } from "./tray-printer.ts";

type SettingsOf<Kind extends PrinterKind> = Extract<PrinterSettings, { kind: Kind }>;
type Makers = { [Kind in PrinterKind]?: (settings: SettingsOf<Kind>, hallDir: string) => Promise<Printer> | Printer };

/** How each kind of printer is made; what it needs is loaded when the first such printer is opened. A kind that is missing here cannot be set up. */
const makers: Makers = {
  "escpos-tcp": async ({ address, options }) => {
    const { escposTcpPrinter, EscposTcpOptions } = await import("./escpos-tcp.ts");
    const colon = address.lastIndexOf(":");
    return escposTcpPrinter(EscposTcpOptions.parse({ host: address.slice(0, colon).replace(/^\[|\]$/g, ""), port: Number(address.slice(colon + 1)), proof: options.proof }));
  },
  "device-file": async ({ address, options }) => {
    const { deviceFilePrinter, DeviceFileOptions } = await import("./device-file.ts");
    // Windows opens a port of two digits only by its device name.
    const path = /^(COM|LPT)\d+$/.test(address) ? `\\\\.\\${address}` : address;
    return deviceFilePrinter(DeviceFileOptions.parse({ path, baud: options.baud, proof: options.proof }));
  },
  "cups-raw": async ({ address }) => {
    const { cupsRawPrinter, CupsRawOptions } = await import("./cups-raw.ts");
    return cupsRawPrinter(CupsRawOptions.parse({ address }));
  },
  tray: (settings, hallDir) => trayPrinter(settings.address === "" ? join(hallDir, "tray") : settings.address),
  ipp: async (settings) => (await import("./ipp/ipp-printer.ts")).ippPrinter({ address: settings.address, sides: settings.options.sides }),
};

/** The kinds of printer that this program can work with. */
export const workingKinds = (): PrinterKind[] => Object.keys(makers) as PrinterKind[];

/** Opens the way to one printer; nothing is sent yet. Throws for a kind that this program cannot work with. */
export async function openPrinter(settings: PrinterSettings, hallDir: string): Promise<Printer> {
  const make = makers[settings.kind] as ((settings: PrinterSettings, hallDir: string) => Promise<Printer> | Printer) | undefined;
  if (make === undefined) throw new Error(`本程序还不能使用这种打印机：${settings.kind} / this program cannot work with such a printer`);
  return make(settings, hallDir);
}
