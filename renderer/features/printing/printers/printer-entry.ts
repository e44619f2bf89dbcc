import type { CallInput } from "#shared/contract/call.ts";
import type { Calls } from "#shared/contract/calls.ts";
import {
  languageOf,
  PRINTER_SETS,
  SLIP_PROOFS,
  WINDOWS_PRINTS,
  type PrinterKind,
  type PrinterSettings,
} from "#shared/contract/printer-settings.ts";

/** A printer's form as typed; options that its kind lacks are ignored. */
export type PrinterEntry = {
  id: string;
  name: string;
  kind: PrinterKind;
  address: string;
  printerSet: (typeof PRINTER_SETS)[number];
  proof: (typeof SLIP_PROOFS)[number];
  twoSided: boolean;
  baud: string;
  prints: (typeof WINDOWS_PRINTS)[number];
  /** The supervisor's PIN, asked for at an address that nobody has allowed yet. */
  pin: string;
};

/** A blank form under a new id. */
export const blankEntry = (id: string, kind: PrinterKind): PrinterEntry => ({
  id,
  name: "",
  kind,
  address: "",
  printerSet: "gbk",
  proof: "paper-status",
  twoSided: false,
  baud: "",
  prints: "page",
  pin: "",
});

/** The form of an existing printer. */
export function entryOf(settings: PrinterSettings): PrinterEntry {
  const entry: PrinterEntry = {
    ...blankEntry(settings.id, settings.kind),
    name: settings.name,
    address: settings.address,
  };
  switch (settings.kind) {
    case "ipp":
      return { ...entry, twoSided: settings.options.sides === "two-sided-long-edge" };
    case "escpos-tcp":
    case "cups-raw":
      return { ...entry, ...settings.options };
    case "device-file":
      return {
        ...entry,
        printerSet: settings.options.printerSet,
        proof: settings.options.proof,
        baud: settings.options.baud === null ? "" : String(settings.options.baud),
      };
    case "windows-spooler":
      return {
        ...entry,
        prints: settings.options.prints,
        printerSet: settings.options.printerSet,
        twoSided: settings.options.sides === "two-sided-long-edge",
      };
    case "tray":
      return entry;
  }
}

/** The settings that are sent. */
export function settingsOf(entry: PrinterEntry): CallInput<Calls["printer.save"]>["printer"] {
  const { id, name, kind, address, printerSet, proof } = entry;
  const common = { id, name, address };
  const sides = entry.twoSided ? "two-sided-long-edge" : "one-sided";
  switch (kind) {
    case "ipp":
      return { ...common, kind, options: { sides } };
    case "escpos-tcp":
    case "cups-raw":
      return { ...common, kind, options: { printerSet, proof } };
    case "device-file":
      return {
        ...common,
        kind,
        options: { printerSet, proof, baud: entry.baud.trim() === "" ? null : Number(entry.baud) },
      };
    case "windows-spooler":
      return { ...common, kind, options: { prints: entry.prints, sides, printerSet } };
    case "tray":
      return { ...common, kind, options: {} };
  }
}

/** Whether a printer takes slips as ESC/POS and so has a character set. */
export const isSlipPrinter = (entry: PrinterEntry): boolean =>
  languageOf({ kind: entry.kind, options: { prints: entry.prints } }) === "escpos";
