import { resentKeyOf } from "#shared/case/remote-step.ts";
import { forgetAccepted } from "#station/db/confirmed-entries.ts";
import { findEntryByKey, findUnknownConflict, markReplaced } from "#station/db/outbox-entries.ts";
import { noteOutboxEvent } from "#station/db/outbox-events.ts";
import { isPulled, listWaiting, setPulledState } from "#station/db/pulled-entries.ts";
import { deleteSetting, findSetting, putSetting } from "#station/db/settings.ts";
import { noteHealth } from "#station/core/health-book.ts";
import { isOwnWindow } from "#station/records/remote-applications.ts";
import { RECOVERY_CURSOR } from "#station/sync/feed/feed-page.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { changeAs, SYSTEM, type Unit } from "#station/core/unit-of-work.ts";
import { foldEntries } from "#station/sync/feed/remote-entries.ts";

/** How a window learns that the centre has more: unknown numbers, a version it made before, or its newest entry. */
type Why = "numbers" | "version" | "newest";

/** The entry that caused the last reading: one that the centre does not show must not cause one each minute. */
const readFor = (why: Why): string => `centre.recoveryFor.${why}`;

/**
 * Starts to read this window's own records back from the centre (取回本窗口记录): the store here is an older copy. `entry`
 * revealed that. True where the reading begins; after the commit call {@link showRecoveryUnderWay}.
 */
function startRecovery(unit: Unit, why: Why, entry: string | null): boolean {
  const { context } = unit;
  if (isRecovering(context) || (entry !== null && findSetting(context.db, readFor(why)) === entry)) return false;
  // A store is restored before the program opens it: a centre that says so again is at fault.
  if (why !== "version" && context.health.recovery !== null) return false;
  if (entry !== null) putSetting(context.db, readFor(why), entry);
  putSetting(context.db, RECOVERY_CURSOR, "");
  // What the centre accepted before may have been sent again since.
  forgetAccepted(context.db);
  unit.audit("records.readBack", context.station().id, { why });
  return true;
}

/** Shows on every staff page that records are being read back, after a restart too. */
export const showRecoveryUnderWay = (context: StationContext): void => noteHealth(context, { recovery: "reading" });

/** Whether this window's own records are being read back. */
export const isRecovering = (context: StationContext): boolean => findSetting(context.db, RECOVERY_CURSOR) !== null;

/** The centre knows numbers that this station's database does not: it was restored from an older backup. True where the reading begins. */
export const noteJumped = (unit: Unit): boolean => startRecovery(unit, "numbers", null);

/**
 * Looks for one of this window's newest entries that is unknown here: it was sent before the restore. True as for
 * {@link noteJumped}.
 */
export function noteNewest(unit: Unit, keys: readonly string[]): boolean {
  const { db } = unit.context;
  const unknown = keys.find((key) => findEntryByKey(db, key) === null && !isPulled(db, key));
  return unknown !== undefined && startRecovery(unit, "newest", unknown);
}

/** Handles an entry whose version conflicts with one of this window's own from before the restore. */
export function noteRecoveryConflict(context: StationContext, id: string): void {
  if (findUnknownConflict(context.db) !== id) return;
  if (changeAs(context, SYSTEM, (unit) => startRecovery(unit, "version", id))) showRecoveryUnderWay(context);
}

/** Notes that all of them were read. */
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
