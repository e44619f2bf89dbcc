import { EntryTaken } from "#shared/contract/centre/feed.ts";
import { readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { raiseSeries } from "#station/db/number-series.ts";
import { isOwnWindow } from "#station/records/remote-applications.ts";
import type { Unit } from "#station/core/unit-of-work.ts";

/** The fields in which records have a number of their station. */
const NUMBERS = ["acceptanceNumber", "voucherNumber", "number"];

/**
 * Jumps over the numbers in a record of this window that is read back. Where another window carried it to the centre, the
 * centre does not count its numbers.
 */
export function jumpOwnNumbers({ context }: Unit, item: unknown): void {
  const read = EntryTaken.safeParse(item);
  if (!read.success) return;
  const { window, entry } = read.data;
  if (!isOwnWindow(context, window.prefix) || entry.payload === null) return;
  const payload = jsonIn(entry.payload);
  if (typeof payload !== "object" || payload === null) return;
  for (const name of NUMBERS) {
    const value: unknown = Object.getOwnPropertyDescriptor(payload, name)?.value;
    const number = typeof value === "string" && value.length < 60 ? readAcceptanceNumber(value) : null;
    if (number?.ok === true && number.prefix.startsWith(context.station().prefix))
      raiseSeries(context.db, number.prefix, number.year, number.serial);
  }
}
