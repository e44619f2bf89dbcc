import type { TheirVersion } from "#shared/contract/centre-conflict.ts";
import { pushEntries, type NewEntry, type PushOutcome, type Sender } from "./db/entries.ts";
import type { Queryable, Sql } from "./db/sql.ts";
import type { PushQueue } from "./push-queue.ts";
import { findVersionConflicts, lockVersions, mayMeet } from "./db/version-conflicts.ts";

/** What became of an entry: as {@link PushOutcome}, or a window of the hall made the same version of the application before. */
export type TakeOutcome = PushOutcome | { outcome: "version-conflict"; theirs: TheirVersion };

async function takeUnmet(tx: Queryable, from: Sender, entries: readonly NewEntry[]): Promise<TakeOutcome[]> {
  const met = entries.filter(mayMeet);
  await lockVersions(tx, met);
  const conflicts = await findVersionConflicts(tx, from, met);
  if (conflicts.size === 0) return pushEntries(tx, from, entries);
  // Nothing of an application is written behind a version of it that conflicts.
  const stopped = new Set<string>();
  const free = entries.filter(({ key, applicationId }) => {
    if (conflicts.has(key)) stopped.add(applicationId.toLowerCase());
    return !stopped.has(applicationId.toLowerCase());
  });
  const outcomes = free.length === 0 ? [] : await pushEntries(tx, from, free);
  const byKey = new Map(free.map(({ key }, place) => [key, outcomes[place]]));
  return entries.map(({ key }) => {
    const theirs = conflicts.get(key);
    return theirs === undefined
      ? (byKey.get(key) ?? { outcome: "held-back" })
      : { outcome: "version-conflict", theirs };
  });
}

/** Writes each entry once, as {@link pushEntries} does, and no version of an application that a window of its hall has made: of two that meet the second is told what the first was. */
export const takeEntries = (
  { sql, pushes }: { sql: Sql; pushes: PushQueue },
  from: Sender,
  entries: readonly NewEntry[],
): Promise<TakeOutcome[]> =>
  entries.some(mayMeet) ? sql.transaction((tx) => takeUnmet(tx, from, entries)) : pushes.push(from, entries);
