import type { StationContext } from "#station/core/station-context.ts";

/** How many warnings of clocks were raised and not acknowledged. */
export const countOpenWarnings = ({ db }: Pick<StationContext, "db">): number =>
  Number(db.prepare("SELECT count(*) FROM deadline_warnings WHERE acknowledged_at IS NULL").pluck().get());
