import { z } from "zod";
import { sha256 } from "#station/lib/hashes.ts";
import { listAudit } from "./audit.ts";
import type { Db } from "./database.ts";
import { prepared } from "./prepared.ts";

/** Settings that decide what the hall is, whom it sends to and where it prints. The program's own notes are none of them. */
const GUARDED_SETTINGS: readonly string[] = [
  "hall.name",
  "hall.profile",
  "hall.demo",
  "hall.training",
  "printing.addresses",
  "centre.url",
];

/** What the audit log calls the state of the guarded rows. */
export const GUARD_SUBJECT = "access";

/** The hash of each row that decides who may act, by table and key; null in the audit log where a row was removed. */
export type GuardHashes = Map<string, string | null>;

const Recorded = z.record(z.string(), z.string().nullable());

/** The rows that decide who may act, as they are now. Names and telephones are no part of the hash. */
export function listGuardHashes(db: Db): GuardHashes {
  const rows = prepared<string[], { name: string; value: string }>(
    db,
    `SELECT 'operators ' || id AS name, json_array(role, organisation, pin_hash) AS value FROM operators WHERE remote = 0
     UNION ALL SELECT 'service_accounts ' || operator_id, json_array(may, token_hash, made_by, revoked_at)
       FROM service_accounts
     UNION ALL SELECT 'stations ' || id, json_array(prefix, kiosk_duty_operator_id, organisation)
       FROM stations WHERE remote = 0
     UNION ALL SELECT 'settings ' || key, json_array(value) FROM settings
       WHERE key IN (${GUARDED_SETTINGS.map(() => "?").join(", ")})`,
  ).all(...GUARDED_SETTINGS);
  return new Map(rows.map(({ name, value }) => [name, sha256(value)]));
}

/** The last audited state of those rows; empty in a hall that has none yet. */
export function listRecordedGuards(db: Db): GuardHashes {
  const recorded: GuardHashes = new Map();
  for (const { verb, detail } of listAudit(db, GUARD_SUBJECT))
    if (verb === "access.recorded")
      for (const [name, hash] of Object.entries(Recorded.parse(detail["rows"]))) recorded.set(name, hash);
  return recorded;
}

type GuardedTable = "operators" | "service_accounts" | "stations" | "settings";

/** Rows that the program itself wrote since the last audited state, by store. */
const written = new WeakMap<Db, Set<string>>();

/** Notes that the program writes a guarded row on somebody's decision; the change that does so audits its new state. */
export function noteGuarded(db: Db, table: GuardedTable, key: string): void {
  if (table === "settings" && !GUARDED_SETTINGS.includes(key)) return;
  const names = written.get(db) ?? new Set();
  written.set(db, names.add(`${table} ${key}`));
}

/** Notes a row that is written by the way, as at a sign-in: one that was changed outside the program stays named. */
export function noteGuardedIfSound(db: Db, table: "operators", key: string): void {
  const name = `${table} ${key}`;
  if (listGuardHashes(db).get(name) === listRecordedGuards(db).get(name)) noteGuarded(db, table, key);
}

/** What has to be audited of the rows that the program wrote; null where nothing has. Call it inside the transaction. */
export function takeWrittenGuards(db: Db): Record<string, string | null> | null {
  const names = written.get(db);
  if (names === undefined) return null;
  written.delete(db);
  const recorded = listRecordedGuards(db);
  // Before the first recorded state there is nothing to keep up to date.
  if (recorded.size === 0) return null;
  const now = listGuardHashes(db);
  const changed = [...names].filter((name) => (now.get(name) ?? null) !== (recorded.get(name) ?? null));
  return changed.length === 0 ? null : Object.fromEntries(changed.map((name) => [name, now.get(name) ?? null]));
}

/** The guarded rows that are not what was recorded of them, by table and key; none before the first recorded state. */
export function findChangedGuards(db: Db): string[] {
  const recorded = listRecordedGuards(db);
  if (recorded.size === 0) return [];
  const now = listGuardHashes(db);
  const isPending = (name: string): boolean => written.get(db)?.has(name) ?? false;
  return [...new Set([...recorded.keys(), ...now.keys()])].filter(
    (name) => (now.get(name) ?? null) !== (recorded.get(name) ?? null) && !isPending(name),
  );
}
