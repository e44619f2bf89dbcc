import { readEpoch } from "./centre-state.ts";
import type { Queryable, Sql } from "./sql.ts";

/** Reads lists that may be some seconds old from a copy of the store (只读副本) instead of the store itself. */
export type ReadCopy = {
  /** Reads from the copy where it is of that epoch and answers, else from the store: a list is late at most, never of another state than its cursor says. */
  read: <T>(epoch: string, work: (db: Queryable) => Promise<T>) => Promise<T>;
};

/** After a failure the copy is left alone for a while, so that not every reader waits for it in vain. */
const REST_MS = 30_000;

/** Makes the reads of a centre; without a copy they go to the store. One transaction keeps them on one server, also where several copies stand behind one address. */
export function createReadCopy(sql: Sql, copy: Sql | null): ReadCopy {
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
        } catch {
          restsUntil = performance.now() + REST_MS;
        }
      }
      return work(sql);
    },
  };
}
