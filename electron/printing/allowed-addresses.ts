import { z } from "zod";
import type { PrinterSettings } from "#shared/contract/printer-settings.ts";
import { bilingual } from "#shared/lib/bilingual.ts";
import { badInput, type ProblemError } from "#shared/lib/problem.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";
import { listPrinters } from "#station/db/printers.ts";
import { findSetting, putSetting } from "#station/db/settings.ts";
import { addressOf, isAllowed, PrinterAddress } from "./printer-addresses.ts";

const ADDRESSES = "printing.addresses";
const Addresses = z.array(PrinterAddress);

const addressesOf = (printers: readonly PrinterSettings[]): PrinterAddress[] =>
  printers.flatMap((printer) => addressOf(printer) ?? []);
const write = (addresses: PrinterAddress[]): string => JSON.stringify(addresses);

/** The addresses that this hall may print to, beside the usual printer ports of this machine. */
export function listAllowed({ db }: StationContext): PrinterAddress[] {
  const text = findSetting(db, ADDRESSES);
  // A hall of an older version, which had no such list, goes on with the printers that were set up.
  return text === null ? addressesOf(listPrinters(db)) : Addresses.parse(JSON.parse(text));
}

/** Writes the list of a hall that has none yet: the printers that an older version set up stay allowed. */
export function keepKnownAddresses(context: StationContext): void {
  if (findSetting(context.db, ADDRESSES) !== null) return;
  const known = listAllowed(context);
  changeAs(context, SYSTEM, (unit) => {
    putSetting(context.db, ADDRESSES, write(known));
    for (const { host, port } of known) unit.audit("printer.addressAllowed", "printers", { host, port });
  });
}

/** The address of a printer that a supervisor has to allow before it can be saved; null where none. */
export function addressToAllow(context: StationContext, printer: PrinterSettings): PrinterAddress | null {
  const at = addressOf(printer);
  return at === null || isAllowed(listAllowed(context), at) ? null : at;
}

/** The refusal of a printer at an address that nobody allowed; it stands at the field for the supervisor's PIN. */
export const addressNotAllowed = ({ host, port }: PrinterAddress): ProblemError =>
  badInput([
    {
      path: "pin",
      message: bilingual(
        `还没有允许连接 ${host} 的 ${port} 端口。请核对这确实是打印机的地址，再输入您的口令以允许`,
        `port ${port} of ${host} is not allowed yet; make sure that it is the printer's, then enter your PIN to allow it`,
      ),
    },
  ]);

/** Allows an address, by a supervisor whose PIN was just checked. */
export function allowAddress(unit: Unit, at: PrinterAddress): void {
  putSetting(unit.context.db, ADDRESSES, write([...listAllowed(unit.context), at]));
  unit.audit("printer.addressAllowed", "printers", at);
}

/** Takes back what no printer in use needs any more. */
export function forgetUnused({ context }: Unit): void {
  const used = new Set(addressesOf(listPrinters(context.db)).map(({ host, port }) => `${host} ${port}`));
  const kept = listAllowed(context).filter(({ host, port }) => used.has(`${host} ${port}`));
  putSetting(context.db, ADDRESSES, write(kept));
}
