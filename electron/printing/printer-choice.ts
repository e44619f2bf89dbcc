import { bilingual } from "#shared/lib/bilingual.ts";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { TRAY_ID, type PrinterSettings } from "#shared/contract/printer-settings.ts";
import { findPrinter, listPrinterChoices, listPrinters } from "#station/db/printers.ts";
import type { StationContext } from "#station/core/station-context.ts";

/** What the folder is called where printers are named. */
export const TRAY_NAME = bilingual("打印文件夹", "Print folder");

/** The folder that every hall prints to until a printer is set up. */
export const TRAY: PrinterSettings = { id: TRAY_ID, name: TRAY_NAME.zh, kind: "tray", address: "", options: {} };

/** Every printer that this hall can print to, the folder first. */
export const allPrinters = (context: StationContext): PrinterSettings[] => [TRAY, ...listPrinters(context.db)];

/** The settings of a printer that is in use, or null. */
export const findUsable = (context: StationContext, id: string): PrinterSettings | null =>
  id === TRAY_ID ? TRAY : findPrinter(context.db, id);

/** Where a kind of document goes: which printer, and which tray of it. */
export type Destination = { printer: PrinterSettings; tray: string | null };

/** Where each kind of document goes at this station: its printer and tray, or the folder where none was chosen. */
export function destinations(context: StationContext): (kind: DocumentKind) => Destination {
  const chosen = listPrinterChoices(context.db, context.station().id);
  return (kind) => {
    const own = chosen.find((each) => each.kind === kind);
    const printer = own === undefined ? null : findUsable(context, own.printerId);
    return printer === null ? { printer: TRAY, tray: null } : { printer, tray: own?.tray ?? null };
  };
}

/** The printers that some document goes to at this station, without the folder. */
export const printersInUse = (context: StationContext): PrinterSettings[] =>
  [...new Set(listPrinterChoices(context.db, context.station().id).map(({ printerId }) => printerId))].flatMap((id) =>
    id === TRAY_ID ? [] : (findPrinter(context.db, id) ?? []),
  );
