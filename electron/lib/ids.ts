import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

/**
 * Random bytes of one id, and how many ids are drawn at once. Asking the system for each costs more than the row that
 * the id names.
 */
const BYTES = 16;
const IDS = 256;

/** Makes ids (UUID version 7) that grow with time and, within one millisecond, with each other. */
export function idMaker(): () => string {
  const pool = new Uint8Array(BYTES * IDS);
  let taken = IDS;
  let msecs = 0;
  let seq = 0;
  return () => {
    if (taken === IDS) {
      randomFillSync(pool);
      taken = 0;
    }
    const random = pool.subarray(taken * BYTES, (taken + 1) * BYTES);
    taken += 1;
    const now = Date.now();
    if (now > msecs) {
      msecs = now;
      // A new millisecond begins low in its range, so that it is not counted through.
      seq = ((random[6] ?? 0) << 16) | ((random[7] ?? 0) << 8) | (random[8] ?? 0);
    } else seq += 1;
    return v7({ random, msecs, seq });
  };
}
