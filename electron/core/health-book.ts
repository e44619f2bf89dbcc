import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { EventBus } from "./event-bus.ts";
import { isDamage, storeReason } from "#station/db/store-reason.ts";
import type { ChainHealth } from "#shared/contract/day-summary.ts";

/** A row that is not what was recorded: its table, and the acceptance number of its application. */
export type ChangedRow = { table: string; number: string };

/** What is known about the health of the database since opening; background checks fill it in. */
export type HealthBook = {
  chain: ChainHealth;
  /** Rows that were changed outside the program, or damaged; the first few of them. */
  changedRows: ChangedRow[];
  /** Rows that decide who may act and are not what was recorded of them, by table and key. */
  changedGuards: string[];
  /** The acceptance numbers of cases with a file that is gone or is not what was kept; the first few of them. */
  damagedFiles: string[];
  /** Why the mark beside the store cannot be written; null while it can. */
  markFault: Bilingual | null;
  /** What the store's own check found wrong; null if it found nothing. */
  damage: string | null;
  /** A number of this station reported by the centre that is too far ahead to be true. */
  doubtedNumber: string | null;
  /** Whether this station, restored from an older backup, is reading its own records back or has done so. */
  recovery: "reading" | "read" | null;
  /** The centre's words where it gives this kind of station nothing of the hall's records; null where it does. */
  notPermitted: Bilingual | null;
};

/** A health book before any check. */
export const openHealthBook = (): HealthBook => ({
  chain: { upTo: 0, checkedAt: null, brokenAt: null },
  changedRows: [],
  changedGuards: [],
  damagedFiles: [],
  markFault: null,
  damage: null,
  doubtedNumber: null,
  recovery: null,
  notPermitted: null,
});

/** Notes what a worker found, and emits an event where that is new. It is kept in memory only, so there is nothing to commit. */
export function noteHealth(
  { health, events }: { health: HealthBook; events: EventBus },
  found: Partial<HealthBook>,
): void {
  const before = JSON.stringify(health);
  Object.assign(health, found);
  if (JSON.stringify(health) !== before) events.emit({ kind: "health.changed" });
}

/** Notes damage of the store that showed itself while something was done; every staff page says so from then on. */
export function noteDamage(context: { health: HealthBook; events: EventBus }, error: unknown): void {
  if (isDamage(error) && context.health.damage === null)
    noteHealth(context, { damage: error instanceof Error ? error.message : String(error) });
}

/**
 * Notes whether the mark beside the store could be written, `fault` being null where it could. Pages hear of each change;
 * `report` hears of a fault once.
 */
export function noteMark(
  context: { health: HealthBook; events: EventBus },
  fault: unknown,
  report: (error: unknown) => void,
): void {
  if (fault === null && context.health.markFault === null) return;
  if (fault !== null && context.health.markFault === null) report(fault);
  noteHealth(context, { markFault: fault === null ? null : storeReason(fault) });
}
