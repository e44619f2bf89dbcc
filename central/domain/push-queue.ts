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
import { type Log, NO_LOG } from "#central/lib/log.ts";

/** Writes what stations send. Calls that arrive while the store is busy share a statement: its flush costs the most. */
export type PushQueue = {
  /** Writes the entries of one call, durably when it resolves; one outcome for each entry, in order. */
  push: (from: Sender, entries: readonly NewEntry[]) => Promise<PushOutcome[]>;
};

/** A call that finds fewer statements under way starts its own at once. */
const MAX_STATEMENTS = 4;
/** Beyond either of these a statement takes no further call. */
const MAX_ENTRIES = 200;
const MAX_CHARACTERS = 2_000_000;

type Waiting = PushCall & { resolve: (outcomes: PushOutcome[]) => void; reject: (error: unknown) => void };

const charactersOf = ({ entries }: PushCall): number => entries.reduce((sum, { payload }) => sum + payload.length, 0);

/** Makes the queue of one instance. */
export function createPushQueue(sql: Sql, log: Log = NO_LOG): PushQueue {
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
      // No call fails because of another: each is tried alone. What the first try wrote keeps its first receipt.
      if (group.length === 1) {
        group[0]?.reject(error);
        return;
      }
      log.warn({ err: error }, "writing several calls together failed; each is written alone");
      for (const call of group) await writeOne(call);
    }
  };

  const start = (): void => {
    for (; underWay < MAX_STATEMENTS && waiting.length > 0; underWay += 1) {
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

/** As {@link PushOutcome}, or a window of the hall has already sent this version of the application. */
export type WriteOutcome = PushOutcome | { outcome: "version-conflict"; theirs: TheirVersion };

async function writeWithoutConflicts(
  tx: Queryable,
  from: Sender,
  entries: readonly NewEntry[],
): Promise<WriteOutcome[]> {
  const versions = entries.filter(mayMeet);
  await lockVersions(tx, versions);
  const conflicts = await findVersionConflicts(tx, from, versions);
  if (conflicts.size === 0) return pushEntries(tx, from, entries);
  // After a conflicting version, nothing more of that application is written.
  const stopped = new Set<string>();
  const free = entries.filter(({ key, applicationId }) => {
    if (conflicts.has(key)) stopped.add(applicationId.toLowerCase());
    return !stopped.has(applicationId.toLowerCase());
  });
  const outcomes = free.length === 0 ? [] : await pushEntries(tx, from, free);
  const byKey = new Map(free.map(({ key }, place) => [key, outcomes[place]]));
  return entries.map(({ key }) => {
    const theirs = conflicts.get(key);
    return theirs === undefined ? (byKey.get(key) ?? { outcome: "blocked" }) : { outcome: "version-conflict", theirs };
  });
}

/** Writes entries as {@link pushEntries} does, but no version that a window has already sent: the answer shows that one. */
export const writeEntries = (
  { sql, pushes }: { sql: Sql; pushes: PushQueue },
  from: Sender,
  entries: readonly NewEntry[],
): Promise<WriteOutcome[]> =>
  entries.some(mayMeet)
    ? sql.transaction((tx) => writeWithoutConflicts(tx, from, entries))
    : pushes.push(from, entries);
