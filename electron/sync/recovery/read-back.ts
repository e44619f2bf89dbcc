import { resentKeyOf } from "#shared/case/remote-step.ts";
import { forgetAccepted } from "#station/db/confirmed-entries.ts";
import { findEntryByKey, markReplaced } from "#station/db/outbox-entries.ts";
import { noteOutboxEvent } from "#station/db/outbox-events.ts";
import { findUnknownConflict, isPulled, listWaiting, setPulledState } from "#station/db/pulled-entries.ts";
import { deleteSetting, findSetting, putSetting } from "#station/db/settings.ts";
import { noteHealth } from "#station/core/health-book.ts";
import { isOwnWindow } from "#station/records/remote-applications.ts";
import { RECOVERY_CURSOR } from "#station/sync/feed/feed-page.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";
import { foldEntries } from "#station/sync/feed/remote-entries.ts";

/** How a window learns that the centre has more: unknown numbers, a version it made before, or its newest entry. */
type Why = "numbers" | "version" | "newest";

/** The entry for whose sake they were last read: one that the centre does not show must not have them read again each minute. */
const readFor = (why: Why): string => `centre.recoveryFor.${why}`;

/**
 * Has this window's own records read back from the centre (取回本窗口记录), from the beginning: its store is an older copy, and the centre has more.
 * `entry` is by which that was found out. True where the reading begins; once committed, {@link showRecoveryUnderWay} says so.
 */
function startRecovery(unit: Unit, why: Why, entry: string | null): boolean {
  const { context } = unit;
  if (isRecovering(context) || (entry !== null && findSetting(context.db, readFor(why)) === entry)) return false;
  // A store is restored before the program opens it: a centre that says so again is at fault.
  if (why !== "version" && context.health.recovery !== null) return false;
  if (entry !== null) putSetting(context.db, readFor(why), entry);
  putSetting(context.db, RECOVERY_CURSOR, "");
  // What the centre was known to hold may have been sent anew since.
  forgetAccepted(context.db);
  unit.audit("records.readBack", context.station().id, { why });
  return true;
}

/** Says on every staff page that they are being read, as a program that was ended in between must say anew. */
export const showRecoveryUnderWay = (context: StationContext): void => noteHealth(context, { recovery: "reading" });

/** Whether this window's own records are being read back. */
export const isRecovering = (context: StationContext): boolean => findSetting(context.db, RECOVERY_CURSOR) !== null;

/** The centre knows numbers that this station's database does not: it was restored from an older backup. True where the reading begins. */
export const noteJumped = (unit: Unit): boolean => startRecovery(unit, "numbers", null);

/** Looks for an entry among the newest ones of this window that it does not know: it sent that before it was restored. True as for {@link noteJumped}. */
export function noteNewest(unit: Unit, keys: readonly string[]): boolean {
  const { db } = unit.context;
  const unknown = keys.find((key) => findEntryByKey(db, key) === null && !isPulled(db, key));
  return unknown !== undefined && startRecovery(unit, "newest", unknown);
}

/** An entry, by its id, whose version no other window has sent conflicts with this window's own, from before it was put back. */
export function noteRecoveryConflict(context: StationContext, id: string): void {
  if (findUnknownConflict(context.db) !== id) return;
  if (changeAs(context, SYSTEM, (unit) => startRecovery(unit, "version", id))) showRecoveryUnderWay(context);
}

/** Says that all of them were read. */
export function finishRecovery(context: StationContext): void {
  changeAs(context, SYSTEM, () => deleteSetting(context.db, RECOVERY_CURSOR));
  noteHealth(context, { recovery: "read" });
}

/** After a restore, marks entries as replaced if a corrected copy of them was already accepted. */
export function replaceResent(context: StationContext): void {
  for (const entry of listWaiting(context.db)) {
    const key = isOwnWindow(context, entry.windowPrefix) ? resentKeyOf(entry.payload) : null;
    const own = key === null ? null : findEntryByKey(context.db, key);
    if (own?.state !== "quarantined") continue;
    changeAs(context, SYSTEM, (unit) => {
      markReplaced(context.db, own.id, own.id, unit.at);
      noteOutboxEvent(context.db, { entryId: own.id, what: "resent", at: unit.at });
      setPulledState(context.db, entry.key, "applied", null);
      foldEntries(unit, entry.applicationId);
      unit.emit({ kind: "application.changed", id: entry.applicationId });
      unit.emit({ kind: "outbox.changed" });
    });
  }
}
