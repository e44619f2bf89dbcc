import type { Act } from "#shared/act/act.ts";
import type { Instant } from "#shared/time.ts";
import type { ApplicationRow } from "#station/db/applications.ts";
import { insertClockEvent } from "#station/db/clock-events.ts";
import type { Hall } from "./hall.ts";

/** Notes the start events of clocks that an act brings about. */
export function noteClockEvents(hall: Hall, row: Pick<ApplicationRow, "id">, act: Act, at: Instant): void {
  if (act.kind === "approval.applied") insertClockEvent(hall.db, row.id, "utility-application-received", at);
  if (act.kind === "supplement.received") insertClockEvent(hall.db, row.id, "supplement-done", at);
}
