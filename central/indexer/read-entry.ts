import { readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import type { SerialLine } from "#shared/contract/centre/sync-status.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { EntryReading } from "#central/db/intakes.ts";
import type { UnreadEntry } from "#central/db/unread-entries.ts";
import { readIntake } from "./case-keys.ts";

const OVER = new Set(["application.refused", "application.withdrawn"]);
/** The fields in which records have a number of their station. */
const NUMBERS = ["acceptanceNumber", "voucherNumber", "number"];
const HIGHEST_SERIAL = 99_999_999;

function parse(payload: string): Record<string, unknown> {
  const value = jsonIn(payload);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function serialsIn(payload: Record<string, unknown>): SerialLine[] {
  return NUMBERS.flatMap((name) => {
    const value = payload[name];
    const read = typeof value === "string" && value.length < 60 ? readAcceptanceNumber(value) : null;
    return read?.ok === true && read.serial <= HIGHEST_SERIAL
      ? [{ prefix: read.prefix, year: read.year, serial: read.serial }]
      : [];
  });
}

/** Reads an entry. One of another shape says nothing, and is kept all the same. */
export function readEntry(entry: UnreadEntry): EntryReading {
  const payload = parse(entry.payload);
  return {
    entry,
    serials: serialsIn(payload),
    intake: entry.kind === "application.accepted" ? readIntake(payload) : null,
    isCorrection: entry.kind === "details.corrected",
    isOver: OVER.has(entry.kind),
  };
}
