import type { SerialLine } from "#shared/contract/centre/sync-status.ts";
import { findSerial, hasSeries, raiseSeries } from "#station/db/number-series.ts";
import type { StationContext } from "#station/core/station-context.ts";
import type { Unit } from "#station/core/unit-of-work.ts";

/** Far more numbers than a window gives in a year. A centre that claims more is wrong; following it would use the numbers up. */
const MAX_JUMPED = 200_000;

/**
 * Whether this station gives the numbers under a prefix: its own, its slips' (one letter more), or a former one.
 * Other prefixes would fill its store.
 */
export function isOwnSeries({ db, station }: StationContext, prefix: string): boolean {
  const own = station().prefix;
  return (prefix.startsWith(own) && /^[A-Z]?$/.test(prefix.slice(own.length))) || hasSeries(db, prefix);
}

/** Whether a number is too far ahead of this station's own to be true. */
export const isTooFarAhead = ({ db }: StationContext, { prefix, year, serial }: SerialLine): boolean =>
  serial - (findSerial(db, prefix, year) ?? 0) > MAX_JUMPED;

/** Keeps a restored store from giving out numbers again; returns whether it would have. */
export function jumpOver(unit: Unit, { prefix, year, serial }: SerialLine): boolean {
  const { context } = unit;
  const before = raiseSeries(context.db, prefix, year, serial);
  if (before === null) return false;
  unit.audit("numbers.jumped", context.station().id, { prefix, year, from: before, to: serial });
  return true;
}
