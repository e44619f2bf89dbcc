import { z } from "zod";
import type { DocumentKind } from "#shared/case/document-kind.ts";
import { PrinterSettings, type PrinterChoice, type PrinterKind } from "#shared/contract/printer-settings.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn } from "./json-column.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

type Row = { id: string; name: string; kind: PrinterKind; address: string; options: string; retired_at: string | null };

const settings = jsonColumn("printers.options", z.record(z.string(), z.unknown()));

const fromRow = ({ id, name, kind, address, options }: Row): PrinterSettings =>
  PrinterSettings.parse({ id, name, kind, address, options: settings.read(options, id) });

/** The printers that are in use, by name. */
export const listPrinters = (db: Db): PrinterSettings[] =>
  prepared<[], Row>(db, "SELECT * FROM printers WHERE retired_at IS NULL ORDER BY name, id").all().map(fromRow);

/** One printer in use, or null. */
export function findPrinter(db: Db, id: string): PrinterSettings | null {
  const row = prepared<[string], Row>(db, "SELECT * FROM printers WHERE id = ? AND retired_at IS NULL").get(id);
  return row ? fromRow(row) : null;
}

/** Adds a printer or changes its settings. */
export function putPrinter(db: Db, printer: PrinterSettings): void {
  prepared(
    db,
    `INSERT INTO printers (id, name, kind, address, options) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id)
       DO UPDATE SET name = excluded.name, kind = excluded.kind, address = excluded.address,
       options = excluded.options`,
  ).run(printer.id, printer.name, printer.kind, printer.address, settings.write(printer.options));
}

/** Takes a printer out of use and off every document; its row stays, as jobs name it. */
export function retirePrinter(db: Db, id: string, at: Instant): void {
  prepared(db, "UPDATE printers SET retired_at = ? WHERE id = ?").run(at, id);
  prepared(db, "DELETE FROM printer_assignments WHERE printer_id = ?").run(id);
}

/** Which printer each kind of document goes to at a station; kinds without a row go to the folder. */
export const listPrinterChoices = (db: Db, stationId: string): PrinterChoice[] =>
  prepared<[string], { kind: DocumentKind; printer_id: string; tray: string | null }>(
    db,
    "SELECT kind, printer_id, tray FROM printer_assignments WHERE station_id = ? ORDER BY kind",
  )
    .all(stationId)
    .map((row) => ({ kind: row.kind, printerId: row.printer_id, tray: row.tray }));

/** The kinds of document that go to a printer, at whatever station. */
export const listKindsOf = (db: Db, printerId: string): DocumentKind[] =>
  prepared<[string], { kind: DocumentKind }>(
    db,
    "SELECT DISTINCT kind FROM printer_assignments WHERE printer_id = ? ORDER BY kind",
  )
    .all(printerId)
    .map(({ kind }) => kind);

/** Sends a kind of document to a printer from now on. */
export function putPrinterChoice(db: Db, stationId: string, choice: PrinterChoice): void {
  prepared(
    db,
    `INSERT INTO printer_assignments (station_id, kind, printer_id, tray) VALUES (?, ?, ?, ?)
       ON CONFLICT (station_id, kind) DO UPDATE SET printer_id = excluded.printer_id, tray = excluded.tray`,
  ).run(stationId, choice.kind, choice.printerId, choice.tray);
}
