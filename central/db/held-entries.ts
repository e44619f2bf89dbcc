import type { HeldAnswer } from "#shared/contract/centre-standing.ts";
import { textOf, wholeOf } from "./row.ts";
import type { Queryable } from "./sql.ts";

/** Those of a hall's keys that have an entry, where in its order, and whether a backup reaches it. */
export async function listHeld(
  db: Queryable,
  hallId: string,
  keys: readonly string[],
  durableThrough: number,
): Promise<HeldAnswer["held"]> {
  const rows = await db.query(
    "select key, receipt, position, position <= $3::bigint as durable from entries where hall_id = $1 and key = any($2::uuid[])",
    [hallId, `{${keys.join(",")}}`, durableThrough],
  );
  return rows.map((row) => ({
    key: textOf(row, "key"),
    receipt: textOf(row, "receipt"),
    position: wholeOf(row, "position"),
    durable: row["durable"] === true,
  }));
}
