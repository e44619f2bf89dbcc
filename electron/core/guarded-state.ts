import { GUARD_SUBJECT, listGuardHashes, listRecordedGuards } from "#station/db/guarded-rows.ts";
import type { StationContext } from "./station-context.ts";
import { changeAs, SYSTEM, type Unit } from "./unit-of-work.ts";

/** Audits the state of all rows that decide who may act, as somebody took it for right. */
export function recordGuards(unit: Unit): void {
  const rows = Object.fromEntries(listGuardHashes(unit.context.db));
  // A row that was recorded and is gone is accepted as gone.
  for (const name of listRecordedGuards(unit.context.db).keys()) rows[name] ??= null;
  unit.audit("access.recorded", GUARD_SUBJECT, { rows });
}

/** Audits that state in a hall that has none yet: a new one, or one of a release before it was audited. */
export function keepFirstGuards(context: StationContext): void {
  if (listRecordedGuards(context.db).size === 0) changeAs(context, SYSTEM, recordGuards);
}
