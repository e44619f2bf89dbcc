import type { Db } from "./database.ts";
import { statement } from "./statement.ts";

/** Keeps the profile under which a record was made; the same text is stored once. */
export function keepProfileSnapshot(db: Db, snapshot: { hash: string; profileId: string; version: number; body: string }): void {
  // Asked first: handing over the whole text costs more than everything else that an intake writes.
  if (statement(db, "SELECT 1 FROM profile_snapshots WHERE hash = ?").get(snapshot.hash) !== undefined) return;
  statement(db, "INSERT INTO profile_snapshots (hash, profile_id, version, body) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING").run(
    snapshot.hash,
    snapshot.profileId,
    snapshot.version,
    snapshot.body,
  );
}

/** The text of a kept profile. */
export function getProfileSnapshot(db: Db, hash: string): string {
  const row = statement<[string], { body: string }>(db, "SELECT body FROM profile_snapshots WHERE hash = ?").get(hash);
  if (!row) throw new Error(`profile snapshot missing: ${hash}`);
  return row.body;
}
