import { readEpoch } from "./centre-state.ts";
import { type Log, NO_LOG } from "#central/lib/log.ts";
import type { Queryable, Sql } from "./sql.ts";

/** Reads lists that may be some seconds old from a copy of the store (只读副本). */
export type ReadCopy = {
  /** Reads from the copy if it answers and has this epoch, else from the store. A list may be late, never of another epoch. */
  read: <T>(epoch: string, work: (db: Queryable) => Promise<T>) => Promise<T>;
};

/** After a failure the copy is left alone for this long, so that not every reader waits for it. */
const REST_MS = 30_000;

/** Without a copy all reads go to the store. One transaction keeps a read on one server, even behind a balancer. */
export function createReadCopy(sql: Sql, copy: Sql | null, log: Log = NO_LOG): ReadCopy {
  let restsUntil = 0;
  return {
    async read(epoch, work) {
      if (copy !== null && performance.now() >= restsUntil) {
        try {
          // The epoch first: a copy only moves on, so what is read after it is not older.
          const counts = await copy.transaction(async (tx) =>
            (await readEpoch(tx)) === epoch ? { value: await work(tx) } : null,
          );
          if (counts !== null) return counts.value;
        } catch (error) {
          log.warn({ err: error }, "reading from the copy of the store failed; the store is read instead");
          restsUntil = performance.now() + REST_MS;
        }
      }
      return work(sql);
    },
  };
}
