import { pushCalls, type NewEntry, type PushCall, type PushOutcome, type Sender } from "./db/entries.ts";
import type { Sql } from "./db/sql.ts";

/** Takes what stations send; what comes while the store is busy goes into it together, since a statement and its flush cost more than the records in it. */
export type PushQueue = {
  /** Writes the entries of one call, durably when it resolves; one outcome for each, in order. */
  push: (from: Sender, entries: readonly NewEntry[]) => Promise<PushOutcome[]>;
};

/** Statements under way at once; a call that finds fewer goes at once, alone. */
const AT_ONCE = 4;
/** Past either of these a statement takes no further call. */
const MOST_ENTRIES = 200;
const MOST_CHARACTERS = 2_000_000;

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
      if (group.length > 0 && (entries > MOST_ENTRIES || characters > MOST_CHARACTERS)) break;
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
