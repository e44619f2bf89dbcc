import { resentKeyOf } from "#shared/case/remote-step.ts";
import { appendAudit } from "#station/db/audit.ts";
import { transaction } from "#station/db/database.ts";
import { forgetAccepted } from "#station/db/confirmed-entries.ts";
import { findEntryByKey, markReplaced } from "#station/db/outbox-entries.ts";
import { noteOutboxEvent } from "#station/db/outbox-events.ts";
import { findUnknownConflict, isPulled, listWaiting, setPulledState } from "#station/db/pulled-entries.ts";
import { deleteSetting, findSetting, putSetting } from "#station/db/settings.ts";
import { isOwnWindow } from "#station/records/remote-applications.ts";
import { RECOVERY_CURSOR } from "#station/sync/feed/feed-page.ts";
import type { StationContext } from "#station/core/station-context.ts";
import { foldEntries } from "#station/sync/feed/remote-entries.ts";

/** By what a window learns that the centre has more of it: numbers that it did not give, a version that it made before, its newest entry. */
type Why = "numbers" | "version" | "newest";

/** The entry for whose sake they were last read: one that the centre does not show must not have them read again each minute. */
const readFor = (why: Why): string => `centre.recoveryFor.${why}`;

/** Has this window's own records read back from the centre (取回本窗口记录), from the beginning, and says so on every staff page: its store is an older copy of itself, and the centre has more. `entry` is by which that was found out; call it within that transaction. */
function startRecovery(context: StationContext, why: Why, entry: string | null): void {
  if (isRecovering(context) || (entry !== null && findSetting(context.db, readFor(why)) === entry)) return;
  // A store is put back before the program opens it, so that to be told more than once is no news but a fault of the centre.
  if (why !== "version" && context.health.recovery !== null) return;
  if (entry !== null) putSetting(context.db, readFor(why), entry);
  putSetting(context.db, RECOVERY_CURSOR, "");
  // What the centre was known to hold may have been sent anew since.
  forgetAccepted(context.db);
  const station = context.station();
  appendAudit(context.db, {
    at: context.now(),
    actor: "system",
    stationId: station.id,
    verb: "records.readBack",
    subject: station.id,
    detail: { why },
  });
  showRecovery(context, "reading");
}

function showRecovery(context: StationContext, recovery: "reading" | "read"): void {
  if (context.health.recovery === recovery) return;
  context.health.recovery = recovery;
  context.events.emit({ kind: "health.changed" });
}

/** Says on every staff page that they are being read, as a program that was ended in between must say anew. */
export const showRecoveryUnderWay = (context: StationContext): void => showRecovery(context, "reading");

/** Whether this window's own records are being read back. */
export const isRecovering = (context: StationContext): boolean => findSetting(context.db, RECOVERY_CURSOR) !== null;

/** Numbers of this window that it had not given were given before it was put back; call it within the transaction that found that out. */
export const noteJumped = (context: StationContext): void => startRecovery(context, "numbers", null);

/** Of the entries that the centre calls this window's newest, one that is not known here was sent before this window was put back; call it as {@link noteJumped}. */
export function noteNewest(context: StationContext, keys: readonly string[]): void {
  const unknown = keys.find((key) => findEntryByKey(context.db, key) === null && !isPulled(context.db, key));
  if (unknown !== undefined) startRecovery(context, "newest", unknown);
}

/** An entry, by its id, whose version no other window has sent conflicts with this window's own, from before it was put back. */
export function noteRecoveryConflict(context: StationContext, id: string): void {
  if (findUnknownConflict(context.db) === id) transaction(context.db, () => startRecovery(context, "version", id));
}

/** Says that all of them were read. */
export function finishRecovery(context: StationContext): void {
  transaction(context.db, () => deleteSetting(context.db, RECOVERY_CURSOR));
  showRecovery(context, "read");
}

/** Lets go on what stands refused in the copy that this window was put back to, and was sent anew before: the entry has its successor at the centre, and the record goes on from there. */
export function replaceResent(context: StationContext): void {
  for (const entry of listWaiting(context.db)) {
    const key = isOwnWindow(context, entry.windowPrefix) ? resentKeyOf(entry.payload) : null;
    const own = key === null ? null : findEntryByKey(context.db, key);
    if (own?.state !== "quarantined") continue;
    transaction(context.db, () => {
      markReplaced(context.db, own.id, own.id, context.now());
      noteOutboxEvent(context.db, { entryId: own.id, what: "resent", at: context.now() });
      setPulledState(context.db, entry.key, "applied", null);
      foldEntries(context, entry.applicationId);
    });
    context.events.emit({ kind: "application.changed", id: entry.applicationId });
    context.events.emit({ kind: "outbox.changed" });
  }
}
