import { z } from "zod";
import type { Profile } from "#shared/profile/profile.ts";
import type { Db } from "./database.ts";
import { readKeptJson } from "./json-column.ts";
import { prepared } from "./prepared.ts";

/** Keeps the profile under which a record was made; the same text is stored once. */
export function keepProfileSnapshot(
  db: Db,
  snapshot: { hash: string; profileId: string; version: number; body: string },
): void {
  // Checked first, because passing the whole text costs more than everything else that an intake writes.
  if (prepared(db, "SELECT 1 FROM profile_snapshots WHERE hash = ? AND stand_in = 0").get(snapshot.hash) !== undefined)
    return;
  prepared(
    db,
    `INSERT INTO profile_snapshots (hash, profile_id, version, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (hash) DO UPDATE SET version = excluded.version, body = excluded.body, stand_in = 0
       WHERE stand_in = 1`,
  ).run(snapshot.hash, snapshot.profileId, snapshot.version, snapshot.body);
}

/**
 * Stores other rules in place of a missing profile, so that a record from another station can be shown. The profile
 * itself replaces them when it arrives.
 */
export function keepStandIn(
  db: Db,
  snapshot: { hash: string; profileId: string; version: number; body: string },
): void {
  prepared(
    db,
    `INSERT INTO profile_snapshots (hash, profile_id, version, body, stand_in) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT (hash) DO NOTHING`,
  ).run(snapshot.hash, snapshot.profileId, snapshot.version, snapshot.body);
}

/** Whether other rules stand in for a profile. */
export const isStandIn = (db: Db, hash: string): boolean =>
  prepared(db, "SELECT 1 FROM profile_snapshots WHERE hash = ? AND stand_in = 1").get(hash) !== undefined;

/** The hashes of the profiles for which others stand in. */
export const listStandIns = (db: Db): string[] =>
  prepared<[], string>(db, "SELECT hash FROM profile_snapshots WHERE stand_in = 1").pluck().all();

/**
 * The rules under which a record was made. An older release wrote them by an older schema, so only the profile's
 * identity is checked. Readers must allow for missing newer parts.
 */
const Pinned = z.looseObject({ id: z.string(), version: z.int(), form: z.looseObject({}), routing: z.looseObject({}) });
const PinnedProfile = z.custom<Profile>((value) => Pinned.safeParse(value).success);

/** A stored profile, and whether it stands in for another. Its text is hashed, so it is kept as it is. */
export function getProfileSnapshot(db: Db, hash: string): { profile: Profile; standIn: boolean } {
  const row = prepared<[string], { body: string; stand_in: number }>(
    db,
    "SELECT body, stand_in FROM profile_snapshots WHERE hash = ?",
  ).get(hash);
  if (!row) throw new Error(`profile snapshot missing: ${hash}`);
  const profile = readKeptJson("profile_snapshots.body", PinnedProfile, row.body, hash);
  return { profile, standIn: row.stand_in === 1 };
}
