import type { Bilingual } from "#shared/lib/bilingual.ts";
import type { FormValues } from "#shared/profile/form.ts";
import type { Instant } from "#shared/time/instant.ts";
import { jsonColumn, readKeptJson } from "./json-column.ts";
import { StoredIntakeForm } from "./stored-case.ts";
import { StoredWords } from "./stored-reason.ts";
import type { Db } from "./database.ts";
import { seal, unseal, type Sealed } from "./personal.ts";
import { prepared } from "./prepared.ts";

/**
 * How far an entry of another window came: it waits for what goes before it, is part of the record, is kept without
 * being of any, or could not be taken.
 */
export type PulledState = "waiting" | "applied" | "kept" | "set-aside";

/** An entry that another window of the hall sent; `payload` is null where it is too large to travel. */
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
  /** Why it was set aside. */ reason: Bilingual | null;
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
 * Said for the index of what is no part of a record yet, which SQLite takes for that very condition only: of a year's
 * entries it is a handful.
 */
const OPEN = "state IN ('waiting', 'set-aside')";

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

/** Keeps an entry as it came; the same key again changes nothing. True where it is new. */
export function keepPulledEntry(db: Db, entry: Omit<PulledEntry, "reason">): boolean {
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

/** Notes how far an entry came. */
export function setPulledState(db: Db, key: string, state: PulledState, reason: Bilingual | null): void {
  prepared(db, "UPDATE pulled_entries SET state = ?, reason = ? WHERE key = ?").run(
    state,
    reasons.writeOrNull(reason),
    key,
  );
}

/** What the other windows sent of an application, in its order. */
export const listPulledEntries = (db: Db, applicationId: string): PulledEntry[] =>
  prepared<[string], Row>(db, "SELECT * FROM pulled_entries WHERE application_id = ? ORDER BY sequence, at, key")
    .all(applicationId)
    .map(fromRow);

/** What waits of any application for what goes before it. */
export const listWaiting = (db: Db): PulledEntry[] =>
  prepared<[], Row>(db, `SELECT * FROM pulled_entries WHERE ${OPEN} AND state = 'waiting'`).all().map(fromRow);

/** What of an application came and is no part of the record here. */
export const listUnapplied = (db: Db, applicationId: string): PulledEntry[] =>
  prepared<[string], Row>(
    db,
    "SELECT * FROM pulled_entries WHERE application_id = ? AND state IN ('waiting', 'set-aside') ORDER BY sequence, at, key",
  )
    .all(applicationId)
    .map(fromRow);

/** Whether an entry came by the feed, whatever became of it. */
export const isPulled = (db: Db, key: string): boolean =>
  prepared<[string], number>(db, "SELECT 1 FROM pulled_entries WHERE key = ?").pluck().get(key) !== undefined;

/**
 * An entry of this window that the centre refused for another of the same version, where none that could be it has
 * come; null where there is none.
 */
export const findUnknownConflict = (db: Db): string | null =>
  prepared<[], string>(
    db,
    `SELECT id FROM outbox_entries AS own WHERE state <> 'sent' AND state = 'quarantined'
      AND failure_class = 'version-conflict' AND replaced_by IS NULL AND sequence > 0
       AND NOT EXISTS (SELECT 1 FROM pulled_entries WHERE application_id = own.application_id
         AND pulled_entries.sequence = own.sequence) ORDER BY created_at LIMIT 1`,
  )
    .pluck()
    .get() ?? null;

/** The applications of which an entry could not be taken. */
export const listQuarantinedApplications = (db: Db): string[] =>
  prepared<[], string>(db, `SELECT DISTINCT application_id FROM pulled_entries WHERE ${OPEN} AND state = 'set-aside'`)
    .pluck()
    .all();

/** How many entries of an application came from elsewhere. */
export const countPulledEntries = (db: Db, applicationId: string): number =>
  prepared<[string], number>(db, "SELECT count(*) FROM pulled_entries WHERE application_id = ?")
    .pluck()
    .get(applicationId) ?? 0;

/** The hash of an application's record at a version that came by the feed, or null. */
export const findPulledHash = (db: Db, applicationId: string, version: number): string | null =>
  prepared<[string, number], string>(
    db,
    "SELECT payload_hash FROM pulled_entries WHERE application_id = ? AND sequence = ? AND state = 'applied'",
  )
    .pluck()
    .get(applicationId, version) ?? null;

/** The form with which an application was taken in at another window; null if it was not. */
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
