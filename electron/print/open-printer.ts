import { join } from "node:path";
import type { PrinterKind, PrinterSettings } from "../../shared/printer.ts";
import type { Printer } from "./printer.ts";
import { trayPrinter } from "./tray-printer.ts";

type SettingsOf<Kind extends PrinterKind> = Extract<PrinterSettings, { kind: Kind }>;
type Makers = { [Kind in PrinterKind]?: (settings: SettingsOf<Kind>, hallDir: string) => Promise<Printer> | Printer };

/** How each kind of printer is made; what it needs is loaded when the first such printer is opened. A kind that is missing here cannot be set up. */
const makers: Makers = {
  tray: (settings, hallDir) => trayPrinter(settings.address === "" ? join(hallDir, "tray") : settings.address),
};

/** The kinds of printer that this program can work with. */
export const workingKinds = (): PrinterKind[] => Object.keys(makers) as PrinterKind[];

/** Opens the way to one printer; nothing is sent yet. Throws for a kind that this program cannot work with. */
export async function openPrinter(settings: PrinterSettings, hallDir: string): Promise<Printer> {
  const make = makers[settings.kind] as ((settings: PrinterSettings, hallDir: string) => Promise<Printer> | Printer) | undefined;
  if (make === undefined) throw new Error(`本程序还不能使用这种打印机：${settings.kind} / this program cannot work with such a printer`);
  return make(settings, hallDir);
}
