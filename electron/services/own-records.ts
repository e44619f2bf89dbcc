import { appendAudit } from "../db/audit.ts";
import { forgetHeld } from "../db/held-entries.ts";
import { findEntryByKey } from "../db/outbox-entries.ts";
import { findUnknownConflict, isPulled } from "../db/pulled-entries.ts";
import { deleteSetting, findSetting, putSetting } from "../db/settings.ts";
import { inOneTransaction } from "../db/database.ts";
import { OWN_CURSOR } from "./feed.ts";
import type { Hall } from "./hall.ts";

/** By what a window learns that the centre has more of it: numbers that it did not give, a version that it made before, its newest entry. */
type Why = "numbers" | "version" | "newest";

/** The entry for whose sake they were last read: one that the centre does not show must not have them read again each minute. */
const readFor = (why: Why): string => `centre.ownReadFor.${why}`;

/** Has this window's own records read back from the centre (取回本窗口记录), from the beginning: its store is an older copy of itself, and the centre has more. Call it within the transaction that found that out; `entry` is by which. */
export function readOwnBack(hall: Hall, why: Why, entry: string | null): void {
  if (isReadingOwn(hall) || (entry !== null && findSetting(hall.db, readFor(why)) === entry)) return;
  if (entry !== null) putSetting(hall.db, readFor(why), entry);
  putSetting(hall.db, OWN_CURSOR, "");
  // What the centre was known to hold may have been sent anew since.
  forgetHeld(hall.db);
  const station = hall.station();
  appendAudit(hall.db, { at: hall.now(), actor: "system", stationId: station.id, verb: "records.readBack", subject: station.id, detail: { why } });
}

/** Whether this window's own records are being read back. */
export const isReadingOwn = (hall: Hall): boolean => findSetting(hall.db, OWN_CURSOR) !== null;

/** Of the entries that the centre calls this window's newest, one that is not known here was sent before this window was put back. */
export function noteNewest(hall: Hall, keys: readonly string[]): void {
  const unknown = keys.find((key) => findEntryByKey(hall.db, key) === null && !isPulled(hall.db, key));
  if (unknown !== undefined) readOwnBack(hall, "newest", unknown);
}

/** A version that conflicts with one that no other window has sent conflicts with this window's own, from before it was put back. */
export function noteOwnConflict(hall: Hall): void {
  const id = findUnknownConflict(hall.db);
  if (id !== null) inOneTransaction(hall.db, () => readOwnBack(hall, "version", id));
}

/** Says on every staff page that they are being read. */
export const sayReadingOwn = (hall: Hall): void => noteOnPages(hall, "reading");

/** Says that all of them were read. */
export function finishReadingOwn(hall: Hall): void {
  inOneTransaction(hall.db, () => deleteSetting(hall.db, OWN_CURSOR));
  noteOnPages(hall, "read");
}

function noteOnPages(hall: Hall, ownRecords: "reading" | "read"): void {
  if (hall.health.ownRecords === ownRecords) return;
  hall.health.ownRecords = ownRecords;
  hall.news.tell({ kind: "health.changed" });
}
