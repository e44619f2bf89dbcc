import type { Actor, StationContext } from "#station/core/station-context.ts";
import { change } from "#station/core/unit-of-work.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { getApplicationRow } from "./application.ts";

/** An application that somebody reads by command; the audit log names them before they see anything. */
export function readApplicationFor(
  context: StationContext,
  actor: Actor,
  idOrNumber: string,
  command: string,
): ApplicationRow {
  const row = getApplicationRow(context, idOrNumber);
  change(context, actor, (unit) => unit.audit("application.read", row.id, { command }));
  return row;
}
