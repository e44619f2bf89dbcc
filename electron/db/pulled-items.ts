import type { Instant } from "#shared/time/instant.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** A message of the centre about an application; `body` is the item as it came, JSON. */
export type PulledItem = {
  id: string;
  kind: string;
  applicationId: string;
  body: string;
  at: Instant;
  pulledAt: Instant;
  /** Whether a person has to acknowledge it. */ alert: boolean;
};

/** Stores an item. Returns true if it is new; the same one again changes nothing. */
export function insertPulledItem(db: Db, item: PulledItem): boolean {
  return (
    prepared(
      db,
      `INSERT INTO pulled_items (id, kind, application_id, body_sealed, at, pulled_at, alert)
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ).run(item.id, item.kind, item.applicationId, seal(item.body), item.at, item.pulledAt, item.alert ? 1 : 0).changes >
    0
  );
}

/** How many items are kept about an application. */
export const countPulledItems = (db: Db, applicationId: string): number =>
  prepared<[string], number>(db, "SELECT count(*) FROM pulled_items WHERE application_id = ?")
    .pluck()
    .get(applicationId) ?? 0;

/** The bodies of the messages about an application, oldest first. */
export const listPulledItems = (db: Db, applicationId: string): string[] =>
  prepared<[string], Sealed>(db, "SELECT body_sealed FROM pulled_items WHERE application_id = ? ORDER BY at, id")
    .pluck()
    .all(applicationId)
    .map(unseal);

const UNSEEN = `FROM pulled_items i JOIN applications a ON a.id = i.application_id
  WHERE i.alert = 1 AND i.seen_at IS NULL AND a.duty_operator_id = coalesce(?, a.duty_operator_id)`;

/** The items that nobody has acknowledged, oldest first; of one case owner's applications or of all. */
export const listUnacknowledgedItems = (
  db: Db,
  dutyOperatorId: string | null,
  limit: number,
): { applicationId: string; body: string }[] =>
  prepared<[string | null, number], { application_id: string; body_sealed: Sealed }>(
    db,
    `SELECT i.application_id, i.body_sealed ${UNSEEN} ORDER BY i.at LIMIT ?`,
  )
    .all(dutyOperatorId, limit)
    .map((row) => ({ applicationId: row.application_id, body: unseal(row.body_sealed) }));

/** How many items nobody has acknowledged; of one case owner's applications or of all. */
export const countUnacknowledgedItems = (db: Db, dutyOperatorId: string | null): number =>
  prepared<[string | null], number>(db, `SELECT count(*) ${UNSEEN}`).pluck().get(dutyOperatorId) ?? 0;

/** Records who acknowledged an item and returns its application; null if there is nothing to acknowledge. */
export const acknowledgeItem = (db: Db, id: string, operatorId: string, at: Instant): string | null =>
  prepared<[string, string, string], string>(
    db,
    "UPDATE pulled_items SET seen_at = ?, seen_by = ? WHERE id = ? AND alert = 1 AND seen_at IS NULL RETURNING application_id",
  )
    .pluck()
    .get(at, operatorId, id) ?? null;
