import { join } from "node:path";
import { PRINTER_KINDS, type PrinterKind, type PrinterSettings } from "#shared/contract/printer-settings.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { listAllowed } from "./allowed-addresses.ts";
import { addressOf, reach, type AllowedAddresses } from "./printer-addresses.ts";
import { asFault } from "./printer-fault.ts";
import type { Printer } from "./printer.ts";
import { trayPrinter } from "./tray-printer.ts";

type SettingsOf<Kind extends PrinterKind> = Extract<PrinterSettings, { kind: Kind }>;
/** What a way to paper needs of its station. */
type Place = { dir: string; allowed: AllowedAddresses };
type Makers = { [Kind in PrinterKind]: (settings: SettingsOf<Kind>, place: Place) => Promise<Printer> | Printer };

/** How each kind of printer is made; what it needs is loaded when the first such printer is opened. */
const makers: Makers = {
  "escpos-tcp": async ({ address, options }, { allowed }) => {
    const { escposTcpPrinter, EscposTcpOptions } = await import("./thermal/tcp-printer.ts");
    const colon = address.lastIndexOf(":");
    return escposTcpPrinter(
      EscposTcpOptions.parse({
        host: address.slice(0, colon).replace(/^\[|\]$/g, ""),
        port: Number(address.slice(colon + 1)),
        proof: options.proof,
      }),
      allowed,
    );
  },
  "device-file": async ({ address, options }) => {
    const { deviceFilePrinter, DeviceFileOptions } = await import("./thermal/device-file.ts");
    // Windows opens a port of two digits only by its device name.
    const path = /^(COM|LPT)\d+$/.test(address) ? `\\\\.\\${address}` : address;
    return deviceFilePrinter(DeviceFileOptions.parse({ path, baud: options.baud, proof: options.proof }));
  },
  "cups-raw": async ({ address }, { allowed }) => {
    const { cupsRawPrinter, CupsRawOptions } = await import("./cups/raw-queue.ts");
    return cupsRawPrinter(CupsRawOptions.parse({ address }), allowed);
  },
  tray: (settings, { dir }) => trayPrinter(settings.address === "" ? join(dir, "tray") : settings.address),
  "windows-spooler": async ({ address, options }) => {
    const [{ windowsPrinter }, { helperCommand }] = await Promise.all([
      import("./windows/windows-printer.ts"),
      import("./windows/helper-process.ts"),
    ]);
    return windowsPrinter({ name: address, prints: options.prints, sides: options.sides, command: helperCommand() });
  },
  ipp: async ({ address, options }, { allowed }) =>
    (await import("./ipp/ipp-printer.ts")).ippPrinter({ address, allowed, sides: options.sides }),
};

/** The kinds of printer that this program can work with on a system: the Windows spooler is nowhere else. */
export const workingKinds = (platform: NodeJS.Platform = process.platform): PrinterKind[] =>
  PRINTER_KINDS.filter((kind) => kind !== "windows-spooler" || platform === "win32");

/** A folder or a queue on another machine is reached by the system: no socket of this program stands between. */
const OPENED_BY_SYSTEM: ReadonlySet<PrinterKind> = new Set(["tray", "windows-spooler"]);

/** A printer that is touched only while its host is allowed. */
const checkedFirst = (printer: Printer, check: () => Promise<unknown>): Printer => ({
  async print(sheet, signal) {
    try {
      await check();
    } catch (error) {
      const { trouble, detail } = asFault(error);
      return { outcome: "failed", trouble, again: true, detail };
    }
    return printer.print(sheet, signal);
  },
  async status(signal) {
    try {
      await check();
    } catch (error) {
      return { state: "stopped", troubles: [asFault(error).trouble] };
    }
    return printer.status(signal);
  },
});

/** Opens the way to one printer; nothing is sent yet. Each connection is checked against the addresses allowed then. */
export async function openPrinter(settings: PrinterSettings, context: StationContext): Promise<Printer> {
  const make = makers[settings.kind] as (settings: PrinterSettings, place: Place) => Promise<Printer> | Printer;
  const allowed = () => listAllowed(context);
  const printer = await make(settings, { dir: context.dir, allowed });
  const share = OPENED_BY_SYSTEM.has(settings.kind) ? addressOf(settings) : null;
  return share === null ? printer : checkedFirst(printer, () => reach(allowed(), share));
}
