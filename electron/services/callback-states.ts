import { say } from "#shared/bilingual.ts";
import { callbackStanding } from "#shared/callback.ts";
import type { DayView } from "#shared/contract/calls.ts";
import { localDateOf } from "#shared/time.ts";
import { listCallbacksOf } from "#station/db/callbacks.ts";
import { getApplicationRow, profileOf } from "./application.ts";
import type { Hall } from "./hall.ts";

/** How the callbacks of an application stand today, for a list or the ledger. */
export function viewCallbackStates(
  hall: Hall,
  applicationId: string,
): NonNullable<DayView["lines"][number]["callbacks"]> {
  const rows = listCallbacksOf(hall.db, applicationId);
  if (rows.length === 0) return [];
  const { callbacks } = profileOf(hall, getApplicationRow(hall, applicationId));
  const today = localDateOf(hall.now());
  return rows.map((row) => ({
    label: callbacks.find(({ id }) => id === row.rule)?.label ?? say(row.rule, row.rule),
    standing: callbackStanding(row.state, row.dueOn, today),
    dueOn: row.dueOn,
  }));
}
