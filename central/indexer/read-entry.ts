import { z } from "zod";
import { readAcceptanceNumber } from "#shared/identifiers/acceptance-number.ts";
import type { SerialLine } from "#shared/contract/centre/sync-status.ts";
import { jsonIn } from "#shared/lib/json.ts";
import type { CaseEnd, EntryReading } from "#central/db/intakes.ts";
import type { UnreadEntry } from "#central/db/unread-entries.ts";
import { readIntake } from "./case-keys.ts";

const ENDS = new Map<string, CaseEnd>([
  ["application.refused", "refused"],
  ["application.withdrawn", "withdrawn"],
  ["case.closed", "closed"],
]);
/** What happens within the hall and changes nothing that an agency sees. */
const isOfHallOnly = (kind: string): boolean =>
  kind.startsWith("reception.") || kind.startsWith("callback.") || kind === "materials.recorded";
/** The routes as an act left them. */
const Routes = z.object({ routes: z.array(z.looseObject({ route: z.string() })) });
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
  const intake = entry.kind === "application.accepted" ? readIntake(payload) : null;
  const routes = Routes.safeParse(payload).data?.routes ?? [];
  return {
    entry,
    // A station moves its numbers itself; what another one brings never does.
    serials: entry.isCarried ? [] : serialsIn(payload),
    intake,
    isCorrection: entry.kind === "details.corrected",
    isListed: !isOfHallOnly(entry.kind),
    needsApproval: intake?.needsApproval ?? routes.some(({ route }) => route === "joint-approval"),
    ended: ENDS.get(entry.kind) ?? null,
  };
}
