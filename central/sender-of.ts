import { z } from "zod";
import { StationPrefix } from "#shared/contract/centre-window.ts";
import type { Queryable } from "./db/sql.ts";
import { findStationByPrefix, type Station } from "./db/stations.ts";
import { wrongFields } from "./refusal.ts";

const Query = z.object({ for: StationPrefix.optional() });

/**
 * Whose entries a call brings in: the caller's own, or those of the window of its hall that it names by its prefix (代为上报). They count as that window's in all: its
 * numbers, its versions, and that the others are told of them, the carrier too. A window that was never enrolled in the hall has none of these; its entries count as the caller's.
 */
export async function senderOf(
  db: Queryable,
  caller: Pick<Station, "id" | "hallId">,
  query: unknown,
): Promise<Pick<Station, "id" | "hallId">> {
  const read = Query.safeParse(query);
  if (!read.success) throw wrongFields([{ path: "for", message: "须为窗口前缀 / must be a station's prefix" }]);
  const named = read.data.for === undefined ? null : await findStationByPrefix(db, read.data.for);
  return named?.hallId === caller.hallId ? { id: named.id, hallId: named.hallId } : caller;
}
