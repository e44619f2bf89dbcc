import type { StationContext } from "#station/core/station-context.ts";

/** How many entries from other windows wait to be taken in, and how many could not be. */
export function countUnapplied({ db }: Pick<StationContext, "db">): { waiting: number; quarantined: number } {
  const of = (state: string) =>
    Number(db.prepare("SELECT count(*) FROM pulled_entries WHERE state = ?").pluck().get(state));
  return { waiting: of("waiting"), quarantined: of("set-aside") };
}
