import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readPdf } from "#test/helpers/read-pdf.ts";
import type { DayStation } from "./day-hall.ts";

/**
 * The documents in the tray for one case, by file name without numbers, e.g. `voucher.pdf` and `2-voucher.pdf`; a
 * second notice of a kind has `(2)`. The value is the text without spaces, null for a picture.
 */
export type PrintedSet = Map<string, string | null>;

const NOTICE_NUMBER = /-[A-Z0-9]+N-\d{4}-\d{6}-[A-Z0-9](?=\.pdf$)/;

/** Reads every paper of a case back from the tray, once the printer has done all it was asked for. */
export async function readPrintedSet(day: DayStation, number: string): Promise<PrintedSet> {
  await day.station.spooler.whenIdle();
  const tray = join(day.station.dir, "tray");
  const set: PrintedSet = new Map();
  for (const file of readdirSync(tray)
    .filter((name) => name.includes(number))
    .toSorted()) {
    const text = file.endsWith(".pdf") ? (await readPdf(readFileSync(join(tray, file)))).pages.join("") : null;
    const name = file.replace(`${number}-`, "").replace(NOTICE_NUMBER, "");
    set.set(set.has(name) ? name.replace(".", "(2).") : name, text);
  }
  return set;
}
