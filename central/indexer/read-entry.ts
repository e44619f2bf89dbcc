import { readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import type { SerialLine } from "#shared/contract/centre/sync-status.ts";
import { jsonIn } from "#shared/lib/json.ts";
import { readIntake, type ReadIntake } from "./case-keys.ts";

/** An entry that was taken and is not read yet; `batch` is the call that it came with. */
export type UnreadEntry = {
  batch: number;
  position: number;
  hallId: string;
  stationId: string;
  key: string;
  applicationId: string;
  kind: string;
  payload: string;
};

/** What an entry tells: numbers that its station has given, an application accepted, corrected, or over. */
export type EntryReading = {
  entry: UnreadEntry;
  serials: SerialLine[];
  intake: ReadIntake | null;
  isCorrection: boolean;
  isOver: boolean;
};

const OVER = new Set(["application.refused", "application.withdrawn"]);
/** The names under which records carry a number of their station. */
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

/** Reads an entry; one in another shape tells nothing, and is kept all the same. */
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
