import type { TheirVersion } from "#shared/contract/centre/push.ts";
import {
  type NewEntry,
  type PushCall,
  pushCalls,
  pushEntries,
  type PushOutcome,
  type Sender,
} from "#central/db/entries.ts";
import type { Queryable, Sql } from "#central/db/sql.ts";
import { findVersionConflicts, lockVersions, mayMeet } from "#central/db/version-conflicts.ts";

/** Takes what stations send; what comes while the store is busy goes into it together, since a statement and its flush cost more than the records in it. */
export type PushQueue = {
  /** Writes the entries of one call, durably when it resolves; one outcome for each, in order. */
  push: (from: Sender, entries: readonly NewEntry[]) => Promise<PushOutcome[]>;
};

/** Statements under way at once; a call that finds fewer goes at once, alone. */
const AT_ONCE = 4;
/** Past either of these a statement takes no further call. */
const MAX_ENTRIES = 200;
const MAX_CHARACTERS = 2_000_000;

type Waiting = PushCall & { resolve: (outcomes: PushOutcome[]) => void; reject: (error: unknown) => void };

const charactersOf = ({ entries }: PushCall): number => entries.reduce((sum, { payload }) => sum + payload.length, 0);

/** Makes the queue of one instance. */
export function createPushQueue(sql: Sql): PushQueue {
  const waiting: Waiting[] = [];
  let underWay = 0;

  const take = (): Waiting[] => {
    const group: Waiting[] = [];
    let [entries, characters] = [0, 0];
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      entries += next.entries.length;
      characters += charactersOf(next);
      if (group.length > 0 && (entries > MAX_ENTRIES || characters > MAX_CHARACTERS)) break;
      group.push(next);
      waiting.shift();
    }
    return group;
  };

  const writeOne = async (call: Waiting): Promise<void> => {
    try {
      const [outcomes] = await pushCalls(sql, [call]);
      call.resolve(outcomes ?? []);
    } catch (error) {
      call.reject(error);
    }
  };

  const write = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await pushCalls(sql, group);
      group.forEach((call, nth) => call.resolve(outcomes[nth] ?? []));
    } catch (error) {
      // One call never fails for another's: each is tried by itself. What the first try may have written is held then, under its first receipt.
      if (group.length === 1) group[0]?.reject(error);
      else for (const call of group) await writeOne(call);
    }
  };

  const start = (): void => {
    for (; underWay < AT_ONCE && waiting.length > 0; underWay += 1) {
      void write(take()).finally(() => {
        underWay -= 1;
        start();
      });
    }
  };

  return {
    push: (from, entries) =>
      new Promise((resolve, reject) => {
        waiting.push({ from, entries, resolve, reject });
        start();
      }),
  };
}

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
