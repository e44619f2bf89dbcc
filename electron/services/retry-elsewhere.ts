import { placeOf } from "#shared/travelling-step.ts";
import { findApplication } from "#station/db/applications.ts";
import { inOneTransaction } from "#station/db/database.ts";
import { findEntryState } from "#station/db/outbox-entries.ts";
import {
  listPulledEntries,
  listSetAsideApplications,
  setPulledState,
  type PulledEntry,
} from "#station/db/pulled-entries.ts";
import { sha256 } from "#station/sha256.ts";
import type { Hall } from "./hall.ts";
import { foldEntries } from "./pulled-entries.ts";

/** What could be the record's next version here, had it been understood; what is no version of its own stays set aside. */
function isNext(hall: Hall, { applicationId, sequence, state, payload, payloadHash }: PulledEntry): boolean {
  if (state !== "set-aside" || payload === null || sha256(payload) !== payloadHash) return false;
  return (
    placeOf({ sequence, payload }) === (findApplication(hall.db, applicationId)?.version ?? 0) + 1 &&
    findEntryState(hall.db, applicationId, sequence) !== "sent"
  );
}

function retryOne(hall: Hall, applicationId: string): boolean {
  const tried = new Set<string>();
  let taken = false;
  for (;;) {
    const entry = listPulledEntries(hall.db, applicationId).find((one) => !tried.has(one.key) && isNext(hall, one));
    if (entry === undefined) return taken;
    tried.add(entry.key);
    setPulledState(hall.db, entry.key, "waiting", null);
    foldEntries(hall, applicationId);
    const now = listPulledEntries(hall.db, applicationId).find(({ key }) => key === entry.key);
    if (now?.state === "applied") taken = true;
    // It met a version of this window's own meanwhile: as before it counts as not taken.
    else if (now?.state === "waiting") setPulledState(hall.db, entry.key, "set-aside", entry.reason);
  }
}

/** Takes anew what of other windows could not be taken: a later release of the program, or rules that have come since, may read what the earlier could not. */
export function retryElsewhere(hall: Hall): void {
  const ids = listSetAsideApplications(hall.db);
  if (ids.length === 0) return;
  const changed = inOneTransaction(hall.db, () => ids.filter((id) => retryOne(hall, id)));
  for (const id of changed) hall.news.tell({ kind: "application.changed", id });
}
