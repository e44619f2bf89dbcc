import { EntryTaken } from "#shared/contract/centre/feed.ts";
import { type AcceptanceNumberReading, readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { isOwnWindow } from "#station/records/remote-applications.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { noteHealth } from "#station/core/health-book.ts";
import type { Unit } from "#station/core/unit-of-work.ts";
import { isOwnSeries, isTooFarAhead, jumpOver } from "./own-series.ts";

/** The fields in which records have a number of their station. */
const NUMBERS = ["acceptanceNumber", "voucherNumber", "number"];

type AcceptedNumber = Extract<AcceptanceNumberReading, { ok: true }>;

/** The numbers of this station in a record of its own that is read back. */
function numbersIn(context: StationContext, item: unknown): AcceptedNumber[] {
  const read = EntryTaken.safeParse(item);
  if (!read.success || read.data.entry.payload === null || !isOwnWindow(context, read.data.window.prefix)) return [];
  const payload = jsonIn(read.data.entry.payload);
  if (typeof payload !== "object" || payload === null) return [];
  return NUMBERS.flatMap((name) => {
    const value: unknown = Object.getOwnPropertyDescriptor(payload, name)?.value;
    const number = typeof value === "string" && value.length < 60 ? readAcceptanceNumber(value) : null;
    return number?.ok === true && isOwnSeries(context, number.prefix) ? [number] : [];
  });
}

/**
 * Jumps over the numbers in this window's own records that are read back. Where another window carried one to the centre,
 * the centre does not count its numbers.
 */
export function jumpOwnNumbers(unit: Unit, items: readonly unknown[]): void {
  const { context } = unit;
  const numbers = items.flatMap((item) => numbersIn(context, item));
  const doubted = numbers.find((number) => isTooFarAhead(context, number));
  if (doubted !== undefined) noteHealth(context, { doubtedNumber: doubted.number });
  // The highest first: one jump of a series says all.
  const sound = numbers.filter((number) => !isTooFarAhead(context, number));
  for (const number of sound.toSorted((a, b) => b.serial - a.serial)) jumpOver(unit, number);
}
