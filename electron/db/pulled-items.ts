import type { Instant } from "../../shared/time.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { statement } from "./statement.ts";

/** Something that the centre told about an application; `body` is the item as it came, JSON. */
export type PulledItem = { id: string; kind: string; applicationId: string; body: string; at: Instant; pulledAt: Instant };

/** Keeps an item; the same one again changes nothing. True where it is new. */
export function keepPulledItem(db: Db, item: PulledItem): boolean {
  return statement(db, "INSERT INTO pulled_items (id, kind, application_id, body_sealed, at, pulled_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING").run(item.id, item.kind, item.applicationId, seal(item.body), item.at, item.pulledAt).changes > 0;
}

/** How many items are kept about an application. */
export const countPulledItems = (db: Db, applicationId: string): number => statement<[string], number>(db, "SELECT count(*) FROM pulled_items WHERE application_id = ?").pluck().get(applicationId) ?? 0;

/** The bodies of what was told about an application, oldest first. */
export const listPulledItems = (db: Db, applicationId: string): string[] =>
  statement<[string], Sealed>(db, "SELECT body_sealed FROM pulled_items WHERE application_id = ? ORDER BY at, id").pluck().all(applicationId).map(unseal);
