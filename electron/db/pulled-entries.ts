import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { FormValues } from "#shared/profile/form.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn, readKeptJson } from "./json-column.ts";
import { StoredIntakeForm } from "./stored-case.ts";
import { StoredWords } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/** The state of another station's entry: waiting for earlier ones, applied, kept without a record, or quarantined. */
export type PulledState = "waiting" | "applied" | "kept" | "set-aside";

/** An entry from another station of the hall; `payload` is null if it is too large to travel. */
export type PulledEntry = {
  key: string;
  applicationId: string;
  sequence: number;
  kind: string;
  payload: string | null;
  payloadHash: string;
  windowName: string;
  windowPrefix: string;
  at: Instant;
  pulledAt: Instant;
  state: PulledState;
  /** Why it was quarantined. */ reason: Bilingual | null;
};

type Row = {
  key: string;
  application_id: string;
  sequence: number;
  kind: string;
  payload_sealed: Sealed | null;
  payload_hash: string;
  window_name: string;
  window_prefix: string;
  at: string;
  pulled_at: string;
  state: PulledState;
  reason: string | null;
};

/**
 * Repeats the condition of the index of unapplied entries, because SQLite uses it for that condition only. These are
 * a few of a year's entries.
 */
const UNAPPLIED = "state IN ('waiting', 'set-aside')";

const reasons = jsonColumn("pulled_entries.reason", StoredWords);

const fromRow = (row: Row): PulledEntry => ({
  key: row.key,
  applicationId: row.application_id,
  sequence: row.sequence,
  kind: row.kind,
  payload: row.payload_sealed === null ? null : unseal(row.payload_sealed),
  payloadHash: row.payload_hash,
  windowName: row.window_name,
  windowPrefix: row.window_prefix,
  at: row.at,
  pulledAt: row.pulled_at,
  state: row.state,
  reason: reasons.readOrNull(row.reason, row.key),
});

/** Stores an entry as it came. Returns true if it is new; the same key again changes nothing. */
export function insertPulledEntry(db: Db, entry: Omit<PulledEntry, "reason">): boolean {
  return (
    prepared(
      db,
      `INSERT INTO pulled_entries (key, application_id, sequence, kind, payload_sealed, payload_hash,
         window_name, window_prefix, at, pulled_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key) DO NOTHING`,
    ).run(
      entry.key,
      entry.applicationId,
      entry.sequence,
      entry.kind,
      entry.payload === null ? null : seal(entry.payload),
      entry.payloadHash,
      entry.windowName,
      entry.windowPrefix,
      entry.at,
      entry.pulledAt,
      entry.state,
    ).changes > 0
  );
}

/** Sets the state of an entry. */
export function setPulledState(db: Db, key: string, state: PulledState, reason: Bilingual | null): void {
  prepared(db, "UPDATE pulled_entries SET state = ?, reason = ? WHERE key = ?").run(
    state,
    reasons.writeOrNull(reason),
    key,
  );
}

/** The entries of an application from other stations, in its order. */
export const listPulledEntries = (db: Db, applicationId: string): PulledEntry[] =>
  prepared<[string], Row>(db, "SELECT * FROM pulled_entries WHERE application_id = ? ORDER BY sequence, at, key")
    .all(applicationId)
    .map(fromRow);

/** The entries of any application that wait for earlier ones. */
export const listWaiting = (db: Db): PulledEntry[] =>
  prepared<[], Row>(db, `SELECT * FROM pulled_entries WHERE ${UNAPPLIED} AND state = 'waiting'`).all().map(fromRow);

/** The entries of an application that came but are no part of its record here. */
export const listUnapplied = (db: Db, applicationId: string): PulledEntry[] =>
  prepared<[string], Row>(
    db,
    `SELECT * FROM pulled_entries WHERE application_id = ? AND ${UNAPPLIED} ORDER BY sequence, at, key`,
  )
    .all(applicationId)
    .map(fromRow);

/** Whether an entry came through the feed, whatever its state. */
export const isPulled = (db: Db, key: string): boolean =>
  prepared<[string], number>(db, "SELECT 1 FROM pulled_entries WHERE key = ?").pluck().get(key) !== undefined;

/** The applications with a quarantined entry. */
export const listQuarantinedApplications = (db: Db): string[] =>
  prepared<[], string>(
    db,
    `SELECT DISTINCT application_id FROM pulled_entries WHERE ${UNAPPLIED} AND state = 'set-aside'`,
  )
    .pluck()
    .all();

/** How many entries of an application came from other stations. */
export const countPulledEntries = (db: Db, applicationId: string): number =>
  prepared<[string], number>(db, "SELECT count(*) FROM pulled_entries WHERE application_id = ?")
    .pluck()
    .get(applicationId) ?? 0;

/** The hash of an application's record at a version that came through the feed, or null. */
export const findPulledHash = (db: Db, applicationId: string, version: number): string | null =>
  prepared<[string, number], string>(
    db,
    "SELECT payload_hash FROM pulled_entries WHERE application_id = ? AND sequence = ? AND state = 'applied'",
  )
    .pluck()
    .get(applicationId, version) ?? null;

/** The form with which another station took an application in; null if none did. */
export function findPulledForm(db: Db, applicationId: string): FormValues | null {
  const sealed = prepared<[string], Sealed | null>(
    db,
    `SELECT payload_sealed FROM pulled_entries WHERE application_id = ? AND kind = 'application.accepted'
       AND state = 'applied' ORDER BY sequence LIMIT 1`,
  )
    .pluck()
    .get(applicationId);
  if (sealed === undefined || sealed === null) return null;
  const text = unseal(sealed);
  return readKeptJson("pulled_entries.payload_sealed", StoredIntakeForm, text, applicationId).content.form;
}
