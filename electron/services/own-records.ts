import { appendAudit } from "../db/audit.ts";
import { findUnknownConflict } from "../db/pulled-entries.ts";
import { deleteSetting, findSetting, putSetting } from "../db/settings.ts";
import { inOneTransaction } from "../db/database.ts";
import { OWN_CURSOR } from "./feed.ts";
import type { Hall } from "./hall.ts";

/** The entry for whose sake they were last read: a version that the centre does not show must not have them read again each minute. */
const READ_FOR = "centre.ownReadFor";

/** Has this window's own records read back from the centre (取回本窗口记录), from the beginning: its store is an older copy of itself, and the centre has more. Call it within the transaction that found that out. */
export function readOwnBack(hall: Hall, why: "numbers" | "version"): void {
  if (isReadingOwn(hall)) return;
  putSetting(hall.db, OWN_CURSOR, "");
  const station = hall.station();
  appendAudit(hall.db, { at: hall.now(), actor: "system", stationId: station.id, verb: "records.readBack", subject: station.id, detail: { why } });
}

/** Whether this window's own records are being read back. */
export const isReadingOwn = (hall: Hall): boolean => findSetting(hall.db, OWN_CURSOR) !== null;

/** A version that conflicts with one that no other window has sent conflicts with this window's own, from before it was put back. */
export function noteOwnConflict(hall: Hall): void {
  const id = findUnknownConflict(hall.db);
  if (id === null || findSetting(hall.db, READ_FOR) === id) return;
  inOneTransaction(hall.db, () => {
    putSetting(hall.db, READ_FOR, id);
    readOwnBack(hall, "version");
  });
}

/** Says that all of them were read. */
export const ownWereRead = (hall: Hall): void => inOneTransaction(hall.db, () => deleteSetting(hall.db, OWN_CURSOR));
