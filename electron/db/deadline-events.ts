import type { StartEvent } from "#shared/profile/profile.ts";
import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** When each start event of an application's deadlines happened. */
export type DeadlineEvents = Partial<Record<StartEvent, Instant>>;

/** Records that an event happened. The first time counts. */
export function insertDeadlineEvent(db: Db, applicationId: string, event: StartEvent, at: Instant): void {
  prepared(db, "INSERT INTO deadline_events (application_id, event, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING").run(
    applicationId,
    event,
    at,
  );
}

/** Every event noted for an application. */
export function listDeadlineEvents(db: Db, applicationId: string): DeadlineEvents {
  const rows = prepared<[string], { event: StartEvent; at: string }>(
    db,
    "SELECT event, at FROM deadline_events WHERE application_id = ?",
  ).all(applicationId);
  return Object.fromEntries(rows.map((row) => [row.event, row.at]));
}

/** Deletes the events that acts led to, before the acts of a record are replayed. */
export function forgetActEvents(db: Db, applicationId: string): void {
  prepared(
    db,
    "DELETE FROM deadline_events WHERE application_id = ? AND event IN ('utility-application-received', 'supplement-done')",
  ).run(applicationId);
}
